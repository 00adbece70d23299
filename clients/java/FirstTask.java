// Signs in, adds a task, lists the tasks, and asks once without a token.
import app.holdfast.ApiClient;
import app.holdfast.ApiException;
import app.holdfast.JSON;
import app.holdfast.api.TasksApi;
import app.holdfast.api.TasksApi.APIlistTasksRequest;
import app.holdfast.model.DueDate;
import app.holdfast.model.Problem;
import app.holdfast.model.Task;
import app.holdfast.model.TaskCreate;
import app.holdfast.model.TaskDue;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

public class FirstTask {
  static final String BASE_URL = env("HOLDFAST_URL", "http://localhost:3000");
  static final String EMAIL = env("HOLDFAST_EMAIL", "ada@example.com");
  static final String PASSWORD = env("HOLDFAST_PASSWORD", "correct horse battery staple");

  public static void main(String[] arguments) throws Exception {
    String token = signIn();
    ApiClient client = new ApiClient();
    client.updateBaseUri(BASE_URL);
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
    TasksApi tasks = new TasksApi(client);

    DueDate day = new DueDate().kind(DueDate.KindEnum.DATE).date(LocalDate.of(2026, 11, 20));
    TaskCreate wanted = new TaskCreate().title("Water the plants").due(new TaskDue(day));
    // Sent again under the same key, after a line that broke, it is not done twice.
    String key = UUID.randomUUID().toString();
    Task created = tasks.createTask(wanted, key);
    System.out.println("Created " + created.getId() + ": " + created.getTitle());

    APIlistTasksRequest open = APIlistTasksRequest.newBuilder().status("open").limit(10).build();
    for (Task task : tasks.listTasks(open).getItems()) {
      boolean onDay = task.getDue() != null && task.getDue().getActualInstance() instanceof DueDate;
      String due = onDay ? task.getDue().getDueDate().getDate().toString() : "any time";
      System.out.println("Listed " + task.getId() + ": " + task.getTitle() + ", due " + due);
    }

    // Every error is a problem document, typed as well.
    ApiClient stranger = new ApiClient();
    stranger.updateBaseUri(BASE_URL);
    try {
      new TasksApi(stranger).listTasks(open);
    } catch (ApiException refused) {
      Problem problem = JSON.getDefault().getMapper().readValue(refused.getResponseBody(), Problem.class);
      System.out.println("Refused " + problem.getStatus() + ": " + problem.getTitle());
    }
  }

  /** An access token for five minutes. Signing in is the issuer's business: plain HTTP and a cookie. */
  static String signIn() throws Exception {
    HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    Map<String, String> account = Map.of("email", EMAIL, "password", PASSWORD);
    int status = post(http, "/api/auth/sign-in/email", account);
    if (status != 200) throw new IllegalStateException("signing in answered " + status);
    URI url = URI.create(BASE_URL + "/api/auth/token");
    String answer = http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    return JSON.getDefault().getMapper().readTree(answer).get("token").asText();
  }

  static int post(HttpClient http, String path, Map<String, String> body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(BASE_URL + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.getDefault().getMapper().writeValueAsString(body)))
            .build();
    return http.send(request, BodyHandlers.discarding()).statusCode();
  }

  static String env(String name, String otherwise) {
    return System.getenv().getOrDefault(name, otherwise);
  }
}
