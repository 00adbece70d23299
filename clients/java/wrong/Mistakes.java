// Nothing here may compile: each line with a remark has to be an error, and no other.
import app.holdfast.api.TasksApi;
import app.holdfast.api.TasksApi.APIlistTasksRequest;
import app.holdfast.model.Problem;
import app.holdfast.model.Task;
import app.holdfast.model.TaskCreate;

public class Mistakes {
  static void make(TasksApi tasks, Problem problem) throws Exception {
    Task task = tasks.createTask(new TaskCreate().title("right"), null);
    tasks.createTask(new TaskCreate().titel("wrong"), null); // wrong: no such member
    tasks.createTask(new TaskCreate().title(1), null); // wrong: not a text
    new TaskCreate().priority(TaskCreate.PriorityEnum.LOW);
    new TaskCreate().priority(TaskCreate.PriorityEnum.URGENT); // wrong: no such value
    tasks.replaceTask(task); // wrong: no such operation
    tasks.listTasks(APIlistTasksRequest.newBuilder().limit(10).build());
    tasks.listTasks(APIlistTasksRequest.newBuilder().limit("ten").build()); // wrong: not a number
    System.out.println(task.getTitle() + problem.getDetail());
    System.out.println(task.getTitel()); // wrong: no such member of a response
    System.out.println(problem.getMessage()); // wrong: no such member of a problem
  }
}
