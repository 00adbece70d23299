// Generated from openapi.yaml by `npm run openapi`.

export interface paths {
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your tasks
         * @description A page of your tasks. The ETag changes with any change to your tasks, so asking again with If-None-Match costs next to nothing while there is none.
         */
        get: operations["listTasks"];
        put?: never;
        /**
         * Add a task
         * @description Adds a task to the end of its list; without a word about the list, to that of its parent or section. With an `id` of your own a repeated request answers 409 instead of adding it twice.
         */
        post: operations["createTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a task
         * @description One of your tasks. Another person's task answers as if it were not there.
         */
        get: operations["getTask"];
        put?: never;
        post?: never;
        /**
         * Delete a task
         * @description Moves it to the trash, its subtasks with it. The second time it is not there any more: 404.
         */
        delete: operations["deleteTask"];
        options?: never;
        head?: never;
        /**
         * Change a task
         * @description A merge patch (RFC 7396). Send the ETag you started from in If-Match, and nobody overwrites anybody: 412 carries the task as it is now. A patch that changes nothing leaves the version as it is.
         */
        patch: operations["updateTask"];
        trace?: never;
    };
    "/v1/tasks/{taskId}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a task
         * @description Gives it another place: list, section, parent, right before or right after a neighbour. What is not said follows the neighbour, or stays. Its subtasks come along.
         */
        post: operations["moveTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See what happened to a task
         * @description Who changed it, when, and how it was before and after; newest first. Also in the trash.
         */
        get: operations["getTaskHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Look ahead
         * @description When a recurring task comes back after this time: as many as asked for, unless the series ends before, and none more than a hundred years later. What counts from completion is taken to be done on its day. Nothing for a task that is done or does not come back.
         */
        get: operations["listOccurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Skip an occurrence
         * @description Leaves this occurrence of a recurring task out: the task itself moves on to its next one, its subtasks open again.
         */
        post: operations["skipTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your lists
         * @description All of your lists in their order, archived ones among them. Tasks in no list are in the inbox, which is always there.
         */
        get: operations["listLists"];
        put?: never;
        /**
         * Add a list
         * @description Adds a list after your others.
         */
        post: operations["createList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lists/{listId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a list
         * @description One of yours. Another person's answers as if it were not there.
         */
        get: operations["getList"];
        put?: never;
        post?: never;
        /**
         * Delete a list
         * @description Moves it to the trash with its sections and tasks. The second time it is not there any more: 404.
         */
        delete: operations["deleteList"];
        options?: never;
        head?: never;
        /**
         * Change a list
         * @description A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.
         */
        patch: operations["updateList"];
        trace?: never;
    };
    "/v1/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your sections
         * @description Your sections, list by list as the lists stand, those of a list in their order. Those of lists in the trash are left out.
         */
        get: operations["listSections"];
        put?: never;
        /**
         * Add a section
         * @description Adds a section to the end of a list.
         */
        post: operations["createSection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sections/{sectionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a section
         * @description One of yours. Another person's answers as if it were not there.
         */
        get: operations["getSection"];
        put?: never;
        post?: never;
        /**
         * Delete a section
         * @description Takes it away; its tasks stay in the list. The second time it is not there any more: 404.
         */
        delete: operations["deleteSection"];
        options?: never;
        head?: never;
        /**
         * Change a section
         * @description A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.
         */
        patch: operations["updateSection"];
        trace?: never;
    };
    "/v1/labels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your labels
         * @description Your labels by name.
         */
        get: operations["listLabels"];
        put?: never;
        /**
         * Add a label
         * @description Adds a label. Its name is told apart from others without regard to case.
         */
        post: operations["createLabel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/labels/{labelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a label
         * @description One of yours. Another person's answers as if it were not there.
         */
        get: operations["getLabel"];
        put?: never;
        post?: never;
        /**
         * Delete a label
         * @description Takes it away, off every task that has it. The second time it is not there any more: 404.
         */
        delete: operations["deleteLabel"];
        options?: never;
        head?: never;
        /**
         * Change a label
         * @description A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.
         */
        patch: operations["updateLabel"];
        trace?: never;
    };
    "/v1/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your saved filters
         * @description All of your saved filters in their order.
         */
        get: operations["listFilters"];
        put?: never;
        /**
         * Save a filter
         * @description Saves a filter under a name, after your others.
         */
        post: operations["createFilter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/filters/{filterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a saved filter
         * @description One of yours. Another person's answers as if it were not there.
         */
        get: operations["getFilter"];
        put?: never;
        post?: never;
        /**
         * Delete a saved filter
         * @description Its tasks stay as they are. The second time it is not there any more: 404.
         */
        delete: operations["deleteFilter"];
        options?: never;
        head?: never;
        /**
         * Change a saved filter
         * @description A merge patch (RFC 7396): absent keeps. 412 carries it as it is now.
         */
        patch: operations["updateFilter"];
        trace?: never;
    };
    "/v1/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See the trash
         * @description What you deleted, newest first: lists, and tasks that were deleted by themselves. What went with a list or with a parent comes back with it, and goes with it.
         */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        /**
         * Empty the trash
         * @description Deletes everything in it for good. Asking again changes nothing.
         */
        delete: operations["emptyTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/tasks/{taskId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a task back
         * @description Takes it out of the trash, with the subtasks that went with it. When its list is in the trash it comes to the inbox; when its parent is, to the top of its list.
         */
        post: operations["restoreTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a task for good
         * @description Deletes it out of the trash, with the subtasks in it.
         */
        delete: operations["purgeTask"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/lists/{listId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a list back
         * @description Takes it out of the trash, with the tasks that went with it.
         */
        post: operations["restoreList"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/trash/lists/{listId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete a list for good
         * @description Deletes it out of the trash, with its sections and tasks.
         */
        delete: operations["purgeList"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what changes
         * @description Everything that has changed since `cursor`, oldest change first, each thing once and as it is now; from the beginning without one, which is how a copy is begun. What is in the trash comes with `deletedAt`, what is gone for good as a tombstone. Following the cursors nothing is missed, whatever is written meanwhile, and nothing comes again unless it changed again. 410: begin anew.
         */
        get: operations["listChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo a change
         * @description Takes back your last change, or a given one as long as nothing later depends on it: all that it touched is as it was before. An undo is a change itself and can be undone by its number.
         */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Be told what changes
         * @description What `listChanges` answers, as it happens: an event stream (HTML Standard §9.2) that goes on after the cursor, or after this moment without one. A cursor of either is good for both.
         *
         *     - `ready` comes first; `data` has the `cursor` at which the stream begins.
         *     - `change`: `data` is one ChangedItem, and `id` the cursor behind it. Sent as `Last-Event-ID`, which counts for more than `cursor`, or as `cursor` it goes on there: nothing is missed, and nothing comes again unless it changed again.
         *     - `end` comes last; `data` has the `reason`. `token-expired` and `session-ended`: go on with a new access token. `restarting`, `unavailable`: go on a little later, as after a stream that just breaks off. `begin-anew`: what was deleted since may be forgotten, so begin with `listChanges` and no cursor.
         *
         *     A line with a colon alone comes every few seconds and means nothing. Who does not read is cut off.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do several things as one change
         * @description Up to 500 operations in their order, in a body of up to 1 MiB. Each sees what those before it did, so that ids of your own tie them together; all of it is one change, which one undo takes back.
         */
        post: operations["batch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read your settings
         * @description Your time zone and the first day of your week: UTC and Monday until you say more.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change your settings
         * @description A merge patch (RFC 7396). Due moments stay as they were typed; what "today" means is another from now on.
         */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take everything along
         * @description Everything that is yours, the trash included, as it is at one moment, as a file that import takes again: then exporting gives the same bytes. Left out are calendars, whose addresses are secret, and the history. docs/formats.md describes both formats.
         */
        get: operations["exportAll"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring a file in
         * @description Makes what the file holds, as one change that one undo takes back. What you have already is known by its id, or by what the other product calls it, and stays as it is. A row that can not be taken is told and left out. The file may have 10 MiB and 20,000 tasks; docs/formats.md describes what is taken from each format. A file is sent as bytes, JSON as well.
         */
        post: operations["importFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List your calendars
         * @description All that can be read without a token, without their addresses.
         */
        get: operations["listCalendars"];
        put?: never;
        /**
         * Open a calendar
         * @description Makes an address that a calendar can follow. Whoever knows it reads what the calendar shows, without a token, until you delete it; it is told this one time. There can be 50.
         */
        post: operations["createCalendar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/{calendarId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a calendar
         * @description One of yours. Another person's answers as if it were not there.
         */
        get: operations["getCalendar"];
        put?: never;
        post?: never;
        /**
         * Close a calendar
         * @description From the answer on its address leads nowhere, and no undo brings it back. The second time it is not there any more: 404.
         */
        delete: operations["deleteCalendar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feeds/{feedId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a calendar
         * @description What the calendar of this address shows, as iCalendar (RFC 5545); `.ics` may stand behind the name. The address is the proof of who may read it: what was never one, and what is one no more, is not there. Each has as many requests a minute as a person.
         */
        get: operations["getFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who you are and what you have
         * @description The subject of your token and how many tasks are yours.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        /**
         * Erase everything that is yours
         * @description Every task of yours is gone when the answer comes, for good. Asking again changes nothing. With a token in which the issuer says that the account is closed (`account_closed`), and which is good for nothing else, nothing can be stored for you from then on until every other token has expired: writes are answered 401.
         */
        delete: operations["deleteMe"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/backchannel-logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A session has ended
         * @description OpenID Connect Back-Channel Logout 1.0: the issuer says that a session has ended. From the answer on its access tokens are refused here, and within a second on every other instance. Saying it again changes nothing.
         */
        post: operations["backChannelLogout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive?
         * @description Answers as long as the process can answer at all. Touches nothing else.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Can it serve?
         * @description Whether the database answers, and the key set of the issuer and the list of ended sessions are there.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as JSON
         * @description The same document as openapi.yaml.
         */
        get: operations["getOpenApiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract as YAML
         * @description The file that the clients and the contract suite are made from.
         */
        get: operations["getOpenApiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This contract to read and try
         * @description An interactive reference, served from this host alone.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/scalar.js": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The script of the reference
         * @description Scalar, from its package.
         */
        get: operations["getDocsScript"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each problem means
         * @description The page that the `type` of every problem opens.
         */
        get: operations["getProblemTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-in/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a password
         * @description Begins a session, whose cookie then gets access tokens. For programs of your own; others ask for a device code, or take an access token of the account page.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A token for the session
         * @description An access token without a scope: it may do everything that the person may.
         */
        get: operations["getSessionToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A token for a program
         * @description An access token of five minutes for a program: by its own secret (RFC 8693, RFC 6749 §6), or by its device code once somebody has let it in (RFC 8628). It reaches as far as its `scope`.
         */
        post: operations["issueAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth/device_authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask to be let in
         * @description For a program without a browser (RFC 8628): show the person `user_code` and `verification_uri`, and ask for the token every `interval` seconds.
         */
        post: operations["authorizeDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        TaskList: {
            items: components["schemas"]["Task"][];
            /**
             * @description Give it as `cursor` for the next page; null on the last.
             * @example null
             */
            nextCursor: string | null;
        };
        Task: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Water the plants */
            title: string;
            /**
             * @description Markdown.
             * @example
             */
            notes: string;
            /**
             * @example low
             * @enum {string}
             */
            priority: "none" | "low" | "medium" | "high";
            due: components["schemas"]["DueDate"] | components["schemas"]["DueFloating"] | components["schemas"]["DueZoned"] | null;
            /**
             * Format: date
             * @example null
             */
            start: string | null;
            /** @description When to be reminded. */
            reminders: components["schemas"]["Reminder"][];
            recurrence: components["schemas"]["Recurrence"] | null;
            /**
             * @example open
             * @enum {string}
             */
            status: "open" | "done";
            /**
             * Format: date-time
             * @example null
             */
            completedAt: string | null;
            /**
             * Format: uuid
             * @description Null is the inbox.
             * @example null
             */
            listId: string | null;
            /**
             * Format: uuid
             * @example null
             */
            sectionId: string | null;
            /**
             * Format: uuid
             * @example null
             */
            parentId: string | null;
            /** @example [] */
            labelIds: string[];
            /**
             * @description A fractional index: sorts as text, by bytes, in the order of the list.
             * @example a0
             */
            position: string;
            /**
             * Format: date-time
             * @description In the trash since then.
             * @example null
             */
            deletedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        /** @description Some time on this day, wherever you are. */
        DueDate: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "date";
            /**
             * Format: date
             * @example 2026-11-20
             */
            date: string;
        };
        /** @description When the clock on the wall says so, wherever you are. */
        DueFloating: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "floating";
            /**
             * Format: date-time-local
             * @example 2026-11-20T09:00:00
             */
            dateTime: string;
        };
        /** @description At one moment: the wall-clock time of a time zone. */
        DueZoned: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "zoned";
            /**
             * Format: date-time-local
             * @example 2026-11-20T09:00:00
             */
            dateTime: string;
            /**
             * Format: iana-time-zone
             * @example Europe/Berlin
             */
            timeZone: string;
        };
        Reminder: components["schemas"]["ReminderAbsolute"] | components["schemas"]["ReminderBeforeDue"];
        /** @description At this moment. */
        ReminderAbsolute: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "absolute";
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30Z
             */
            at: string;
        };
        /** @description So many minutes before it is due; before the day begins when a day is due. */
        ReminderBeforeDue: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "beforeDue";
            /**
             * @description A year at the most.
             * @example 30
             */
            minutes: number;
        };
        /** @description How it comes back. When the task is done, its next occurrence is a new task that takes over the rule; COUNT then is one less. What went by while it was overdue is passed over. */
        Recurrence: {
            /**
             * Format: rrule
             * @description The value of an RRULE (RFC 5545 §3.3.10), without `RRULE:`. FREQ is DAILY, WEEKLY, MONTHLY or YEARLY; INTERVAL and COUNT go to 999; there is no BYHOUR, BYMINUTE or BYSECOND. What it leaves open comes from `due`.
             * @example FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
             */
            rule: string;
            /**
             * @description `due`: by the schedule that the rule and the due moment make. `completion`: counted from the day on which it is done.
             * @example due
             * @enum {string}
             */
            from: "due" | "completion";
            /**
             * @description What is left out; it counts all the same (RFC 5545 §3.8.5.1).
             * @example [
             *       "2026-12-31"
             *     ]
             */
            except: (string)[];
        };
        /** @description Problem details (RFC 9457). */
        Problem: {
            /**
             * Format: uri-reference
             * @description What kind of problem; opens its page of the documentation.
             */
            type: string;
            title: string;
            status: number;
            detail?: string;
            /**
             * Format: uri
             * @description This occurrence: the request id as a URN, the same as `X-Request-Id`.
             */
            instance: string;
            /**
             * @description With quota-exceeded: of what there is too much.
             * @enum {string}
             */
            quota?: "tasks" | "lists" | "sections" | "labels" | "calendars" | "textBytes";
            /** @description With quota-exceeded: how much there may be. */
            limit?: number;
            errors?: {
                /** @description JSON pointer to the member of the body (RFC 6901). */
                pointer?: string;
                /** @description The query parameter. */
                parameter?: string;
                detail: string;
            }[];
        };
        /**
         * @example {
         *       "title": "Water the plants",
         *       "priority": "low"
         *     }
         */
        TaskCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * @description Trimmed; at most 500 characters before that.
             * @example Water the plants
             */
            title: string;
            /**
             * @description Markdown.
             * @example Not the *cactus*.
             */
            notes?: string;
            /**
             * @example low
             * @enum {string}
             */
            priority?: "none" | "low" | "medium" | "high";
            due?: components["schemas"]["DueDate"] | components["schemas"]["DueFloating"] | components["schemas"]["DueZoned"] | null;
            /** @description The day from which on it is to be thought of; null clears it. */
            start?: string | null;
            /** @description When to be reminded. */
            reminders?: components["schemas"]["Reminder"][];
            recurrence?: components["schemas"]["Recurrence"] | null;
            /**
             * @example open
             * @enum {string}
             */
            status?: "open" | "done";
            /** @description One of your lists; null is the inbox. */
            listId?: string | null;
            /** @description A section of that list. */
            sectionId?: string | null;
            /** @description The task that this one is part of, in the same list: at most 5 levels. */
            parentId?: string | null;
            /** @example [] */
            labelIds?: string[];
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "title": "Water the plants",
         *         "notes": "",
         *         "priority": "low",
         *         "due": {
         *           "kind": "date",
         *           "date": "2026-11-20"
         *         },
         *         "start": null,
         *         "reminders": [],
         *         "recurrence": null,
         *         "status": "open",
         *         "completedAt": null,
         *         "listId": null,
         *         "sectionId": null,
         *         "parentId": null,
         *         "labelIds": [],
         *         "position": "a0",
         *         "deletedAt": null,
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        TaskConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Task"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps, null clears.
         * @example {
         *       "title": "Water all the plants",
         *       "status": "done"
         *     }
         */
        TaskPatch: {
            /**
             * @description Trimmed; at most 500 characters before that.
             * @example Water the plants
             */
            title?: string;
            /**
             * @description Markdown. Null clears it.
             * @example Not the *cactus*.
             */
            notes?: string | null;
            /**
             * @description Null means none.
             * @enum {string|null}
             */
            priority?: "none" | "low" | "medium" | "high" | null;
            /** @description Null clears it. Given in full: what another kind of due had is dropped. */
            due?: components["schemas"]["DueDate"] | components["schemas"]["DueFloating"] | components["schemas"]["DueZoned"] | null;
            /** @description The day from which on it is to be thought of; null clears it. */
            start?: string | null;
            /** @description When to be reminded. */
            reminders?: components["schemas"]["Reminder"][];
            recurrence?: components["schemas"]["Recurrence"] | null;
            /** @enum {string} */
            status?: "open" | "done";
            /** @description One of your lists; null is the inbox. */
            listId?: string | null;
            /** @description A section of that list. */
            sectionId?: string | null;
            /** @description The task that this one is part of, in the same list: at most 5 levels. */
            parentId?: string | null;
            /** @example [] */
            labelIds?: string[];
        };
        /**
         * @example {
         *       "listId": null,
         *       "parentId": null
         *     }
         */
        TaskMove: {
            /** @description One of your lists; null is the inbox. */
            listId?: string | null;
            /** @description A section of that list. */
            sectionId?: string | null;
            /** @description The task that this one is part of, in the same list: at most 5 levels. */
            parentId?: string | null;
            /**
             * Format: uuid
             * @description The task to stand right before.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            before?: string;
            /**
             * Format: uuid
             * @description The task to stand right after.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            after?: string;
        };
        TaskHistory: {
            items: {
                /**
                 * @description The number of the change, to undo it.
                 * @example 42
                 */
                change: number;
                /**
                 * Format: date-time
                 * @example 2026-11-20T08:15:30.123Z
                 */
                at: string;
                /**
                 * @description What was asked.
                 * @example updateTask
                 */
                operation: string;
                /**
                 * @description Which session: the same text for the same one, and no more than that.
                 * @example null
                 */
                session: string | null;
                /**
                 * @description The change that it took back.
                 * @example 42
                 */
                undoes: number | null;
                /**
                 * @description The change that took it back.
                 * @example 42
                 */
                undoneBy: number | null;
                /** @description Null: it was not there. */
                before: components["schemas"]["Task"] | null;
                /** @description Null: it is gone for good. */
                after: components["schemas"]["Task"] | null;
            }[];
            /**
             * @description Give it as `before` for the next page; null on the last.
             * @example 42
             */
            nextBefore: number | null;
        };
        /** @description When it comes back, soonest first. */
        OccurrenceList: {
            items: components["schemas"]["Due"][];
        };
        /** @description When it is due, kept exactly as it was typed. */
        Due: components["schemas"]["DueDate"] | components["schemas"]["DueFloating"] | components["schemas"]["DueZoned"];
        ListList: {
            items: components["schemas"]["List"][];
        };
        List: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Home */
            name: string;
            /**
             * @example green
             * @enum {string}
             */
            color: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
            /** @example false */
            archived: boolean;
            /**
             * @description A fractional index: sorts as text, by bytes, in the order of the list.
             * @example a0
             */
            position: string;
            /**
             * Format: date-time
             * @description In the trash since then.
             * @example null
             */
            deletedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        /**
         * @example {
         *       "name": "Home",
         *       "color": "green"
         *     }
         */
        ListCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example Home
             */
            name: string;
            /**
             * @example green
             * @enum {string}
             */
            color?: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
            archived?: boolean;
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "name": "Home",
         *         "color": "green",
         *         "archived": false,
         *         "position": "a0",
         *         "deletedAt": null,
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        ListConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["List"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps.
         * @example {
         *       "name": "At home",
         *       "color": "teal"
         *     }
         */
        ListPatch: {
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example Home
             */
            name?: string;
            /** @enum {string} */
            color?: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
            archived?: boolean;
            /** @description Moves it right after this list of yours; null: before all others. */
            after?: string | null;
        };
        SectionList: {
            items: components["schemas"]["Section"][];
        };
        Section: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /** @example Garden */
            name: string;
            /**
             * @description A fractional index: sorts as text, by bytes, in the order of the list.
             * @example a0
             */
            position: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        /**
         * @example {
         *       "listId": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *       "name": "Garden"
         *     }
         */
        SectionCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * Format: uuid
             * @description One of your lists.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example Garden
             */
            name: string;
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "listId": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "name": "Garden",
         *         "position": "a0",
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        SectionConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Section"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps.
         * @example {
         *       "name": "Balcony"
         *     }
         */
        SectionPatch: {
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example Garden
             */
            name?: string;
            /** @description Moves it right after this section of the same list; null: before all others. */
            after?: string | null;
        };
        LabelList: {
            items: components["schemas"]["Label"][];
        };
        Label: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example errand */
            name: string;
            /**
             * @example blue
             * @enum {string}
             */
            color: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        /**
         * @example {
         *       "name": "errand",
         *       "color": "blue"
         *     }
         */
        LabelCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * @description Trimmed; at most 100 characters before that.
             * @example errand
             */
            name: string;
            /**
             * @example blue
             * @enum {string}
             */
            color?: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "name": "errand",
         *         "color": "blue",
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        LabelConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Label"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps.
         * @example {
         *       "color": "pink"
         *     }
         */
        LabelPatch: {
            /**
             * @description Trimmed; at most 100 characters before that.
             * @example errand
             */
            name?: string;
            /** @enum {string} */
            color?: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
        };
        FilterList: {
            items: components["schemas"]["Filter"][];
        };
        Filter: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example This week */
            name: string;
            /**
             * @description Give it as `filter` to list the tasks it means.
             * @example status:open due<7d
             */
            filter: string;
            /**
             * @description A fractional index: sorts as text, by bytes, in the order of the list.
             * @example a0
             */
            position: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        /**
         * @example {
         *       "name": "This week",
         *       "filter": "status:open due<7d"
         *     }
         */
        FilterCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example This week
             */
            name: string;
            /**
             * Format: task-filter
             * @description In the filter language, kept as it was typed: see docs/filters.md.
             * @example status:open due<7d
             */
            filter: string;
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "name": "This week",
         *         "filter": "status:open due<7d",
         *         "position": "a0",
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        FilterConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Filter"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps.
         * @example {
         *       "name": "Next week",
         *       "filter": "status:open due>=7d due<14d"
         *     }
         */
        FilterPatch: {
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example This week
             */
            name?: string;
            /**
             * Format: task-filter
             * @description In the filter language, kept as it was typed: see docs/filters.md.
             * @example status:open due<7d
             */
            filter?: string;
            /** @description Moves it right after this filter of yours; null: before all others. */
            after?: string | null;
        };
        Trash: {
            items: (components["schemas"]["TrashedTask"] | components["schemas"]["TrashedList"])[];
            /**
             * @description How many there are in all.
             * @example 1
             */
            total: number;
            /**
             * @description For how many days after its deletion something rests here, before it is deleted for good by itself.
             * @example 30
             */
            keptDays: number;
        };
        TrashedTask: {
            /** @enum {string} */
            kind: "task";
            task: components["schemas"]["Task"];
        };
        TrashedList: {
            /** @enum {string} */
            kind: "list";
            list: components["schemas"]["List"];
        };
        ChangeList: {
            items: components["schemas"]["ChangedItem"][];
            /**
             * @description Where to go on: now when there is more, later when there is not.
             * @example WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ
             */
            cursor: string;
            /**
             * @description The next page is there already.
             * @example false
             */
            hasMore: boolean;
        };
        ChangedItem: components["schemas"]["ChangedTask"] | components["schemas"]["ChangedList"] | components["schemas"]["ChangedSection"] | components["schemas"]["ChangedLabel"] | components["schemas"]["ChangedFilter"] | components["schemas"]["ChangedCalendar"] | components["schemas"]["ChangedSetting"] | components["schemas"]["Tombstone"];
        ChangedTask: {
            /** @enum {string} */
            kind: "task";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            task: components["schemas"]["Task"];
        };
        ChangedList: {
            /** @enum {string} */
            kind: "list";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            list: components["schemas"]["List"];
        };
        ChangedSection: {
            /** @enum {string} */
            kind: "section";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            section: components["schemas"]["Section"];
        };
        ChangedLabel: {
            /** @enum {string} */
            kind: "label";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            label: components["schemas"]["Label"];
        };
        ChangedFilter: {
            /** @enum {string} */
            kind: "filter";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            filter: components["schemas"]["Filter"];
        };
        ChangedCalendar: {
            /** @enum {string} */
            kind: "calendar";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            calendar: components["schemas"]["Calendar"];
        };
        Calendar: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Due */
            name: string;
            /**
             * @description `events`: what is due, for calendars. `tasks`: all of it as VTODO, for programs that show tasks.
             * @example events
             * @enum {string}
             */
            shows: "events" | "tasks";
            /**
             * @description Which tasks; null: those that are open.
             * @example status:open due<7d
             */
            filter: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string;
            /**
             * @description Grows with every change; the ETag is this number in quotes.
             * @example 42
             */
            version: number;
        };
        ChangedSetting: {
            /** @enum {string} */
            kind: "setting";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            setting: components["schemas"]["Settings"];
        };
        Settings: {
            /**
             * Format: iana-time-zone
             * @description Where you are: what "today" means for what has no time zone of its own.
             * @example Europe/Berlin
             */
            timeZone: string;
            /**
             * @description The first day of your week.
             * @example monday
             * @enum {string}
             */
            weekStart: "monday" | "saturday" | "sunday";
            /**
             * Format: date-time
             * @description Null while nothing was ever set.
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            updatedAt: string | null;
            /**
             * @description Grows with every change, from 0 while nothing was ever set; in quotes it is what If-Match takes.
             * @example 42
             */
            version: number;
        };
        Tombstone: {
            /** @enum {string} */
            kind: "task" | "list" | "section" | "label" | "filter" | "calendar" | "setting";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description The change that left it so.
             * @example 42
             */
            version: number;
            /**
             * @description It was deleted for good.
             * @enum {boolean}
             */
            gone: true;
        };
        Undone: {
            /**
             * @description The change that was undone.
             * @example 42
             */
            undone: number;
            /** @description What is different now. */
            items: components["schemas"]["ChangedItem"][];
        };
        /**
         * @example {
         *       "change": 42
         *     }
         */
        UndoRequest: {
            /**
             * @description The number of the change, from the `Change` header of its answer or from a history. Without it: the newest that is neither an undo nor undone.
             * @example 42
             */
            change?: number;
        };
        BatchAnswer: {
            dryRun: boolean;
            /** @description One for each operation, in their order. */
            items: components["schemas"]["BatchItem"][];
        };
        BatchItem: {
            /** @example 201 */
            status: number;
            /** @description What the operation answers with by itself. */
            body?: {
                [key: string]: unknown;
            };
            problem?: components["schemas"]["BatchProblem"];
        };
        /** @description What the operation would have been answered with by itself. */
        BatchProblem: {
            /**
             * Format: uri-reference
             * @description What kind of problem; opens its page of the documentation.
             */
            type?: string;
            title?: string;
            status?: number;
            detail?: string;
            /**
             * Format: uri
             * @description This occurrence: the request id as a URN, the same as `X-Request-Id`.
             */
            instance?: string;
            /**
             * @description With quota-exceeded: of what there is too much.
             * @enum {string}
             */
            quota?: "tasks" | "lists" | "sections" | "labels" | "calendars" | "textBytes";
            /** @description With quota-exceeded: how much there may be. */
            limit?: number;
            errors?: {
                /** @description JSON pointer to the member of the body (RFC 6901). */
                pointer?: string;
                /** @description The query parameter. */
                parameter?: string;
                detail: string;
            }[];
            /** @description With precondition-failed: how it is now. */
            current?: {
                [key: string]: unknown;
            };
        };
        /**
         * @description Problem details (RFC 9457).
         * @example {
         *       "type": "/docs/problems#batch-refused",
         *       "title": "One of the operations was refused, so none was done",
         *       "status": 422,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "errors": [
         *         {
         *           "pointer": "/operations/1",
         *           "detail": "Not found"
         *         }
         *       ],
         *       "refused": {
         *         "type": "/docs/problems#not-found",
         *         "title": "Not found",
         *         "status": 404
         *       }
         *     }
         */
        BatchRefusal: components["schemas"]["Problem"] & {
            refused?: components["schemas"]["BatchProblem"];
        };
        /**
         * @example {
         *       "operations": [
         *         {
         *           "operation": "createList",
         *           "body": {
         *             "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *             "name": "Move"
         *           }
         *         },
         *         {
         *           "operation": "createTask",
         *           "body": {
         *             "title": "Find boxes",
         *             "listId": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07"
         *           }
         *         }
         *       ]
         *     }
         */
        BatchRequest: {
            /**
             * @description `atomic` (when absent): one refusal refuses all. `each`: what can be done is done.
             * @enum {string}
             */
            mode?: "atomic" | "each";
            /** @description Answers, and changes nothing. */
            dryRun?: boolean;
            operations: (components["schemas"]["BatchCreateTask"] | components["schemas"]["BatchUpdateTask"] | components["schemas"]["BatchMoveTask"] | components["schemas"]["BatchSkipTask"] | components["schemas"]["BatchDeleteTask"] | components["schemas"]["BatchRestoreTask"] | components["schemas"]["BatchPurgeTask"] | components["schemas"]["BatchCreateList"] | components["schemas"]["BatchUpdateList"] | components["schemas"]["BatchDeleteList"] | components["schemas"]["BatchRestoreList"] | components["schemas"]["BatchPurgeList"] | components["schemas"]["BatchCreateSection"] | components["schemas"]["BatchUpdateSection"] | components["schemas"]["BatchDeleteSection"] | components["schemas"]["BatchCreateLabel"] | components["schemas"]["BatchUpdateLabel"] | components["schemas"]["BatchDeleteLabel"] | components["schemas"]["BatchCreateFilter"] | components["schemas"]["BatchUpdateFilter"] | components["schemas"]["BatchDeleteFilter"])[];
        };
        BatchCreateTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "createTask";
            body: components["schemas"]["TaskCreate"];
        };
        BatchUpdateTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "updateTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["TaskPatch"];
        };
        BatchMoveTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "moveTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["TaskMove"];
        };
        BatchSkipTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "skipTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchDeleteTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "deleteTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchRestoreTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "restoreTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchPurgeTask: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "purgeTask";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            taskId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchCreateList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "createList";
            body: components["schemas"]["ListCreate"];
        };
        BatchUpdateList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "updateList";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["ListPatch"];
        };
        BatchDeleteList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "deleteList";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchRestoreList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "restoreList";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchPurgeList: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "purgeList";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchCreateSection: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "createSection";
            body: components["schemas"]["SectionCreate"];
        };
        BatchUpdateSection: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "updateSection";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            sectionId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["SectionPatch"];
        };
        BatchDeleteSection: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "deleteSection";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            sectionId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchCreateLabel: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "createLabel";
            body: components["schemas"]["LabelCreate"];
        };
        BatchUpdateLabel: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "updateLabel";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            labelId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["LabelPatch"];
        };
        BatchDeleteLabel: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "deleteLabel";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            labelId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        BatchCreateFilter: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "createFilter";
            body: components["schemas"]["FilterCreate"];
        };
        BatchUpdateFilter: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "updateFilter";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            filterId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
            body: components["schemas"]["FilterPatch"];
        };
        BatchDeleteFilter: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            operation: "deleteFilter";
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            filterId: string;
            /**
             * @description The version the change starts from, as If-Match would say.
             * @example 42
             */
            ifVersion?: number;
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "timeZone": "Europe/Berlin",
         *         "weekStart": "monday",
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        SettingsConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Settings"];
        };
        /**
         * @description A merge patch (RFC 7396): absent keeps.
         * @example {
         *       "timeZone": "Europe/Berlin",
         *       "weekStart": "sunday"
         *     }
         */
        SettingsPatch: {
            /**
             * Format: iana-time-zone
             * @description Where you are: what "today" means for what has no time zone of its own.
             * @example Europe/Berlin
             */
            timeZone?: string;
            /**
             * @description The first day of your week.
             * @example monday
             * @enum {string}
             */
            weekStart?: "monday" | "saturday" | "sunday";
        };
        /** @description docs/formats.md */
        HoldfastFile: {
            /** @enum {string} */
            format: "holdfast";
            /** @enum {number} */
            version: 1;
            settings: components["schemas"]["FileSettings"];
            lists: components["schemas"]["FileList"][];
            sections: components["schemas"]["FileSection"][];
            labels: components["schemas"]["FileLabel"][];
            filters: components["schemas"]["FileFilter"][];
            tasks: components["schemas"]["FileTask"][];
        };
        /** @description Null while nothing was ever set. */
        FileSettings: {
            /**
             * Format: iana-time-zone
             * @example Europe/Berlin
             */
            timeZone: string;
            /** @enum {string} */
            weekStart: "monday" | "saturday" | "sunday";
        } | null;
        FileList: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Home */
            name: string;
            /** @enum {string} */
            color: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
            archived: boolean;
            /**
             * Format: date-time
             * @description In the trash since then; null: not there.
             * @example null
             */
            deletedAt: string | null;
        };
        FileSection: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string;
            /** @example Home */
            name: string;
        };
        FileLabel: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Home */
            name: string;
            /** @enum {string} */
            color: "gray" | "red" | "orange" | "yellow" | "green" | "teal" | "blue" | "purple" | "pink";
        };
        FileFilter: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /** @example Home */
            name: string;
            filter: string;
        };
        FileTask: {
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id: string;
            /**
             * @description What the product calls it that it came from.
             * @example null
             */
            externalId: string | null;
            /** @example Water the plants */
            title: string;
            /** @example  */
            notes: string;
            /** @enum {string} */
            priority: "none" | "low" | "medium" | "high";
            due: components["schemas"]["DueDate"] | components["schemas"]["DueFloating"] | components["schemas"]["DueZoned"] | null;
            /**
             * Format: date
             * @example 2026-11-20
             */
            start: string | null;
            /** @description When to be reminded. */
            reminders: components["schemas"]["Reminder"][];
            recurrence: components["schemas"]["Recurrence"] | null;
            /**
             * Format: date-time
             * @example null
             */
            completedAt: string | null;
            /**
             * Format: date-time
             * @example 2026-11-20T08:15:30.123Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description In the trash since then; null: not there.
             * @example null
             */
            deletedAt: string | null;
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            listId: string | null;
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            sectionId: string | null;
            /**
             * Format: uuid
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            parentId: string | null;
            labelIds: string[];
        };
        /**
         * @example {
         *       "dryRun": false,
         *       "created": {
         *         "lists": 1,
         *         "sections": 0,
         *         "labels": 0,
         *         "filters": 0,
         *         "tasks": 12,
         *         "settings": 0
         *       },
         *       "duplicates": 0,
         *       "errors": {
         *         "count": 1,
         *         "items": [
         *           {
         *             "row": 7,
         *             "detail": "The task has no title."
         *           }
         *         ]
         *       },
         *       "warnings": {
         *         "count": 0,
         *         "items": []
         *       }
         *     }
         */
        ImportAnswer: {
            dryRun: boolean;
            created: {
                /** @example 1 */
                lists: number;
                /** @example 1 */
                sections: number;
                /** @example 1 */
                labels: number;
                /** @example 1 */
                filters: number;
                /** @example 1 */
                tasks: number;
                /**
                 * @description 1 where nothing was ever set; what you have set stays as it is.
                 * @example 0
                 */
                settings: number;
            };
            /**
             * @description Tasks of the file that you have already, in the trash or not.
             * @example 0
             */
            duplicates: number;
            /** @description Rows that were left out. */
            errors: {
                /**
                 * @description How many there are.
                 * @example 0
                 */
                count: number;
                /** @description The first of them. */
                items: components["schemas"]["ImportFinding"][];
            };
            /** @description What of a row was left out or changed. */
            warnings: {
                /**
                 * @description How many there are.
                 * @example 0
                 */
                count: number;
                /** @description The first of them. */
                items: components["schemas"]["ImportFinding"][];
            };
        };
        ImportFinding: {
            /** @description Of a table; 1 has the names. */
            row?: number;
            /** @description Of a calendar. */
            line?: number;
            /** @description Into JSON (RFC 6901). */
            pointer?: string;
            detail: string;
        };
        CalendarList: {
            items: components["schemas"]["Calendar"][];
        };
        CreatedCalendar: components["schemas"]["Calendar"] & {
            /**
             * @description Names the feed; whoever knows it can read it. It is told this one time.
             * @example k3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZ
             */
            feedId: string;
            /**
             * Format: uri-reference
             * @description Where it is, on the host that you asked. It is told this one time.
             * @example /v1/feeds/k3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZk3Xb9QmZ.ics
             */
            path: string;
        };
        /**
         * @example {
         *       "name": "Due",
         *       "shows": "events"
         *     }
         */
        CalendarCreate: {
            /**
             * Format: uuid
             * @description Your own UUIDv7, for offline use and safe retries. Made here when absent.
             * @example 01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07
             */
            id?: string;
            /**
             * @description Trimmed; at most 200 characters before that.
             * @example Due
             */
            name: string;
            /**
             * @description `events`: what is due, for calendars. `tasks`: all of it as VTODO, for programs that show tasks.
             * @example events
             * @enum {string}
             */
            shows?: "events" | "tasks";
            /**
             * Format: task-filter
             * @description Only what this filter means: see docs/filters.md.
             * @example status:open due<7d
             */
            filter?: string | null;
        };
        /**
         * @description It has changed since the ETag in If-Match; `current` is how it is now.
         * @example {
         *       "type": "/docs/problems#precondition-failed",
         *       "title": "It has changed meanwhile",
         *       "status": 412,
         *       "instance": "urn:uuid:6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e",
         *       "current": {
         *         "id": "01936b2e-7c4a-7b61-9d3f-2a5c8e1f4b07",
         *         "name": "Due",
         *         "shows": "events",
         *         "filter": null,
         *         "createdAt": "2026-11-20T08:15:30.123Z",
         *         "updatedAt": "2026-11-20T08:15:30.123Z",
         *         "version": 42
         *       }
         *     }
         */
        CalendarConflict: components["schemas"]["Problem"] & {
            current: components["schemas"]["Calendar"];
        };
        Me: {
            /**
             * @description Who you are here: the `sub` of your token.
             * @example 4f1c8a9e-3b7d-4f0e-9a55-1c2d3e4f5a6b
             */
            subject: string;
            tasks: {
                /** @example 3 */
                open: number;
                /** @example 3 */
                done: number;
                /** @example 3 */
                total: number;
            };
            /** @description What you have, the trash included, and how much you may have. */
            usage: {
                tasks: components["schemas"]["Used"];
                lists: components["schemas"]["Used"];
                sections: components["schemas"]["Used"];
                labels: components["schemas"]["Used"];
                textBytes: components["schemas"]["Used"];
            };
        };
        Used: {
            /** @example 3 */
            used: number;
            /** @example 20000 */
            limit: number;
        };
        LogoutRequest: {
            /** @description A JWT of the type `logout+jwt`, signed by the issuer for this API, that names a `sid`, or a `sub` whose sessions all end (§2.4). */
            logout_token: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        Readiness: {
            /** @enum {string} */
            status: "ready" | "unavailable";
            /** @description The database answers. */
            database: boolean;
            /** @description The keys that judge tokens are there. */
            keySet: boolean;
            /** @description It is known which sessions have ended. */
            sessions: boolean;
        };
        SignedIn: {
            /** @description Who is signed in now. */
            user?: {
                id: string;
                name: string;
                email: string;
            };
            /** @description True when the account asks for a second factor: nobody is signed in yet. A program takes a device code or an access token of the account page instead. */
            twoFactorRedirect?: boolean;
        };
        /** @description Why the issuer has refused. */
        Refusal: {
            message?: string;
            code?: string;
        };
        SignIn: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /** @example correct horse battery staple */
            password: string;
        };
        SessionToken: {
            /** @description An access token of five minutes, for everything that the person may. */
            token: string;
        };
        /** @description RFC 6749 §5.1. */
        AccessToken: {
            access_token: string;
            /** @enum {string} */
            token_type: "Bearer";
            /** @description Seconds. */
            expires_in: number;
            /**
             * @description How far the token reaches.
             * @example tasks:read tasks:write
             */
            scope: string;
            /**
             * @description After an exchange.
             * @enum {string}
             */
            issued_token_type?: "urn:ietf:params:oauth:token-type:access_token" | "urn:ietf:params:oauth:token-type:jwt";
            /** @description After a device code, and told this once: what the program keeps. It ends when the person takes it back. */
            refresh_token?: string;
            /** @description Seconds, as the person has chosen. */
            refresh_token_expires_in?: number;
        };
        /** @description RFC 6749 §5.2, RFC 8628 §3.5. */
        OAuthError: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_grant" | "invalid_scope" | "invalid_target" | "unsupported_grant_type" | "authorization_pending" | "slow_down" | "expired_token" | "access_denied" | "temporarily_unavailable";
            error_description: string;
        };
        /** @description RFC 8693 §2.1. */
        TokenExchange: {
            /** @enum {string} */
            grant_type: "urn:ietf:params:oauth:grant-type:token-exchange";
            /**
             * @description The access token of the account page, or the refresh token of a device.
             * @example hf_pat_…
             */
            subject_token: string;
            /** @enum {string} */
            subject_token_type: "urn:ietf:params:oauth:token-type:access_token";
            /** @enum {string} */
            requested_token_type?: "urn:ietf:params:oauth:token-type:access_token" | "urn:ietf:params:oauth:token-type:jwt";
            /**
             * @description Less than was granted, if less will do.
             * @example tasks:read tasks:write
             */
            scope?: string;
        };
        /** @description RFC 6749 §6; the refresh token stays the same. */
        TokenRefresh: {
            /** @enum {string} */
            grant_type: "refresh_token";
            /** @example hf_pat_… */
            refresh_token: string;
            /**
             * @description Less than was granted, if less will do.
             * @example tasks:read tasks:write
             */
            scope?: string;
        };
        /** @description RFC 8628 §3.4. */
        DeviceTokenRequest: {
            /** @enum {string} */
            grant_type: "urn:ietf:params:oauth:grant-type:device_code";
            device_code: string;
            /** @description The same as before. */
            client_id: string;
        };
        /** @description RFC 8628 §3.2. */
        DeviceAuthorization: {
            /** @description The program keeps it to itself. */
            device_code: string;
            /**
             * @description The person types it on the page.
             * @example BCDF-GHJK
             */
            user_code: string;
            /** Format: uri */
            verification_uri: string;
            /**
             * Format: uri
             * @description The same page with the code filled in, for a QR code.
             */
            verification_uri_complete: string;
            /** @description Seconds. */
            expires_in: number;
            /** @description Seconds between two questions. */
            interval: number;
        };
        DeviceAuthorizationRequest: {
            /**
             * @description What the program calls itself; the person is shown it.
             * @example Shelf display
             */
            client_id: string;
            /**
             * @description What it needs; all there is when it does not say.
             * @example tasks:read tasks:write
             */
            scope?: string;
        };
    };
    responses: {
        /** @description What you have is still current. */
        NotModifiedSequenceTag: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["Revalidate"];
                ETag: components["headers"]["SequenceTag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A query parameter is not valid. The request is malformed. The cursor is not valid. */
        InvalidParameterOrMalformedRequestOrInvalidCursor: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Authentication is required. The access token is not valid. */
        AuthenticationRequiredOrInvalidToken: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                "WWW-Authenticate": components["headers"]["Challenge"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The access token does not reach this far. */
        InsufficientScope: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                "WWW-Authenticate": components["headers"]["ScopeChallenge"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You are sending too many requests. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Access tokens cannot be judged now. The service is not available now. */
        AuthUnavailableOrServiceUnavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                "Retry-After": components["headers"]["RetryAfter"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A query parameter is not valid. The request is malformed. The body is not acceptable JSON. The Idempotency-Key is not valid. */
        InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request took too long to arrive. */
        RequestTimeout: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The first request with this key is still under way. You already have something with this id. You have as much of this as you may. */
        RequestInFlightOrIdConflictOrQuotaExceeded: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is too large. */
        ContentTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The media type is not supported. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                Accept: components["headers"]["Accept"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not valid. The key came with another request before. Something named in the body cannot stand there. */
        ValidationFailedOrIdempotencyKeyReusedOrReferenceInvalid: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What you have is still current. */
        NotModifiedVersionTag: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["Revalidate"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description A query parameter is not valid. The request is malformed. */
        InvalidParameterOrMalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A query parameter is not valid. The request is malformed. The body is not acceptable JSON. */
        InvalidParameterOrMalformedRequestOrMalformedBody: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description You have as much of this as you may. */
        QuotaExceeded: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It has changed meanwhile. */
        TaskConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["TaskConflict"];
            };
        };
        /** @description The body is not valid. Something named in the body cannot stand there. */
        ValidationFailedOrReferenceInvalid: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The first request with this key is still under way. */
        RequestInFlight: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A query parameter is not valid. The request is malformed. The Idempotency-Key is not valid. */
        InvalidParameterOrMalformedRequestOrInvalidIdempotencyKey: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key came with another request before. */
        IdempotencyKeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not valid. The key came with another request before. */
        ValidationFailedOrIdempotencyKeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It has changed meanwhile. */
        ListConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["ListConflict"];
            };
        };
        /** @description It has changed meanwhile. */
        SectionConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["SectionConflict"];
            };
        };
        /** @description It has changed meanwhile. */
        LabelConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["LabelConflict"];
            };
        };
        /** @description The body is not valid. */
        ValidationFailed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It has changed meanwhile. */
        FilterConflict: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                ETag: components["headers"]["VersionTag"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["FilterConflict"];
            };
        };
        /** @description The cursor is too old. */
        CursorExpired: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is malformed. */
        MalformedRequest: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Vary: components["headers"]["Vary"];
                "X-Content-Type-Options": components["headers"]["NoSniffing"];
                "Cache-Control": components["headers"]["NoStoreAnywhere"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /**
         * @description Names this request in our logs.
         * @example 6a2f41a3-c54c-4d2b-9a4e-1f0f5a1f3b6e
         */
        RequestId: string;
        /**
         * @description Who asks, and from where, decides the answer.
         * @example Authorization, Origin
         */
        Vary: "Authorization, Origin";
        /**
         * @description The content type is the one that is said.
         * @example nosniff
         */
        NoSniffing: "nosniff";
        /**
         * @description Never for a shared cache.
         * @example private, no-cache
         */
        Revalidate: "private, no-cache";
        /**
         * @description Changes with any change to what is yours; weak, for If-None-Match (RFC 9110 §8.8.3).
         * @example W/"42-bV9vRj1Xk0"
         */
        SequenceTag: string;
        /**
         * @description Never for a shared cache.
         * @example no-store
         */
        NoStoreAnywhere: "no-store";
        /**
         * @description The challenge (RFC 6750 §3).
         * @example Bearer realm="holdfast"
         */
        Challenge: string;
        /**
         * @description The challenge, with the scope that is missing (RFC 6750 §3.1).
         * @example Bearer realm="holdfast", error="insufficient_scope", error_description="The access token does not reach this far.", scope="tasks:write"
         */
        ScopeChallenge: string;
        /**
         * @description Seconds to wait before trying again.
         * @example 2
         */
        RetryAfter: string;
        /**
         * @description What is left (`r`), and the seconds until there is more (`t`); draft-ietf-httpapi-ratelimit-headers.
         * @example "person";r=0;t=2
         */
        RateLimit: string;
        /**
         * @description How many requests a person may send (`q`) in how many seconds (`w`).
         * @example "person";q=3000;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description Never for a shared cache.
         * @example private, no-store
         */
        NoStore: "private, no-store";
        /**
         * @description The version of what is in the body, for If-Match and If-None-Match (RFC 9110 §8.8.3).
         * @example "42"
         */
        VersionTag: string;
        /**
         * @description The path of what is new.
         * @example /v1/tasks/01936b2e-0000-7000-8000-000000000001
         */
        Location: string;
        /**
         * @description The number of this change, to undo it; absent when nothing had to change.
         * @example 42
         */
        Change: string;
        /**
         * @description The media types that are taken here (RFC 9110 §12.5.1).
         * @example application/json
         */
        Accept: string;
        /**
         * @description Changes with the feed (RFC 9110 §8.8.3).
         * @example "bV9vRj1Xk0bV9vRj1Xk0bV"
         */
        FeedTag: string;
        /**
         * @description Nothing between us keeps it (RFC 9213).
         * @example no-store
         */
        NoSharedStore: "no-store";
        /**
         * @description It is for nobody to find.
         * @example noindex
         */
        NoIndex: "noindex";
        /**
         * @description What the page may load.
         * @example default-src 'none'
         */
        ContentSecurityPolicy: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listTasks: {
        parameters: {
            query?: {
                /** @description Only these. */
                status?: "open" | "done";
                /** @description Only these. */
                priority?: "none" | "low" | "medium" | "high";
                /** @description Only of this list; `inbox` for those that are in none. */
                listId?: string;
                /** @description Only of this section. */
                sectionId?: string;
                /** @description Only the subtasks of this task, one level down. */
                parentId?: string;
                /** @description Only with this label. */
                labelId?: string;
                /** @description By the day that it is in the time zone of your settings: `today` is due today, `upcoming` later, `overdue` is past and still open. What has a time zone of its own goes by its moment. */
                view?: "today" | "overdue" | "upcoming";
                /** @description Due on this day or later, by the wall clock of each task. */
                dueAfter?: string;
                /** @description Due before this day, by the wall clock of each task. */
                dueBefore?: string;
                /** @description Only what this filter means: see docs/filters.md for the language. */
                filter?: string;
                /** @description Text in title or notes, without regard to case. Every character means itself. */
                q?: string;
                /** @description By creation, due moment (those without one come last), priority, or position in the list. */
                sort?: "created" | "due" | "priority" | "position";
                order?: "asc" | "desc";
                limit?: number;
                /** @description The `nextCursor` of the page before, with the same filters and sort. */
                cursor?: string;
            };
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of tasks. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    /**
                     * @description `rel="next"`: the following page (RFC 8288).
                     * @example </v1/tasks?cursor=abc>; rel="next"
                     */
                    Link?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidCursor"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskCreate"];
            };
        };
        responses: {
            /** @description The new task. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlightOrIdConflictOrQuotaExceeded"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReusedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in the trash. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["TaskConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskPatch"];
                "application/merge-patch+json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description The task as it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["QuotaExceeded"];
            412: components["responses"]["TaskConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    moveTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskMove"];
            };
        };
        responses: {
            /** @description The task where it is now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlight"];
            412: components["responses"]["TaskConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReusedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getTaskHistory: {
        parameters: {
            query?: {
                /** @description Only changes up to this one. */
                before?: number;
                limit?: number;
            };
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskHistory"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listOccurrences: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The due moments that follow. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccurrenceList"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    skipTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The task at its next occurrence. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description The first request with this key is still under way. There is no next occurrence. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["TaskConflict"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listLists: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createList: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListCreate"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlightOrIdConflictOrQuotaExceeded"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getList: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is like this. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteList: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is in the trash. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["ListConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateList: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ListPatch"];
                "application/merge-patch+json": components["schemas"]["ListPatch"];
            };
        };
        responses: {
            /** @description It is like this now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["QuotaExceeded"];
            412: components["responses"]["ListConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listSections: {
        parameters: {
            query?: {
                /** @description Only of this list. */
                listId?: string;
            };
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SectionList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createSection: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SectionCreate"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlightOrIdConflictOrQuotaExceeded"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReusedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getSection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                sectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is like this. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteSection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                sectionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["SectionConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateSection: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                sectionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SectionPatch"];
                "application/merge-patch+json": components["schemas"]["SectionPatch"];
            };
        };
        responses: {
            /** @description It is like this now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Section"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["QuotaExceeded"];
            412: components["responses"]["SectionConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listLabels: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LabelList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelCreate"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            /** @description The first request with this key is still under way. You already have something with this id. You have as much of this as you may. You already have one of this name. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                labelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is like this. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                labelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["LabelConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateLabel: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                labelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LabelPatch"];
                "application/merge-patch+json": components["schemas"]["LabelPatch"];
            };
        };
        responses: {
            /** @description It is like this now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Label"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            /** @description You have as much of this as you may. You already have one of this name. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["LabelConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listFilters: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createFilter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilterCreate"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filter"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlightOrIdConflictOrQuotaExceeded"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getFilter: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                filterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is like this. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filter"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteFilter: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                filterId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["FilterConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateFilter: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                filterId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FilterPatch"];
                "application/merge-patch+json": components["schemas"]["FilterPatch"];
            };
        };
        responses: {
            /** @description It is like this now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Filter"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["QuotaExceeded"];
            412: components["responses"]["FilterConflict"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrReferenceInvalid"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listTrash: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The trash. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trash"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    emptyTrash: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is empty. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    restoreTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is back. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RequestInFlight"];
            412: components["responses"]["TaskConflict"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    purgeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["TaskConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    restoreList: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is back. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["List"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["RequestInFlight"];
            412: components["responses"]["ListConflict"];
            422: components["responses"]["IdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    purgeList: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                listId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            412: components["responses"]["ListConflict"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listChanges: {
        parameters: {
            query?: {
                /** @description The `cursor` of the page before. */
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What has changed. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidCursor"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            410: components["responses"]["CursorExpired"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UndoRequest"];
            };
        };
        responses: {
            /** @description It is undone. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Undone"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            /** @description The first request with this key is still under way. It cannot be undone any more. There is nothing to undo. You have as much of this as you may. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description Where to go on. */
                cursor?: string;
            };
            header?: {
                /** @description The `id` of the last event that was received. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    /**
                     * @description Asks proxies to hand on each event as it comes.
                     * @example no
                     */
                    "X-Accel-Buffering": "no";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example id: WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ
                     *     event: ready
                     *     data: {"cursor":"WzQyLCJ0YXNrIiwiMDE5MzZiMmUiXQ"}
                     *
                     *     id: WzQzLCJ0YXNrIiwiMDE5MzZiMmUiXQ
                     *     event: change
                     *     data: {"kind":"task","id":"01936b2e-0000-7000-8000-000000000001","version":43,"gone":true}
                     *
                     *     event: end
                     *     data: {"reason":"token-expired"}
                     */
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidCursor"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            410: components["responses"]["CursorExpired"];
            /** @description You are sending too many requests. You have too many streams open. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    /**
                     * @description What is left (`r`), and the seconds until there is more (`t`); draft-ietf-httpapi-ratelimit-headers.
                     * @example "person";r=0;t=2
                     */
                    RateLimit: string;
                    /**
                     * @description How many requests a person may send (`q`) in how many seconds (`w`).
                     * @example "person";q=3000;w=60
                     */
                    "RateLimit-Policy": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    batch: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            /** @description What came of each. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            /** @description The first request with this key is still under way. You have as much of this as you may. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The body is not valid. The key came with another request before. One of the operations was refused, so none was done. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["BatchRefusal"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Your settings. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
                "application/merge-patch+json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description The settings as they are now. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBody"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            /** @description It has changed meanwhile. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["SettingsConflict"];
                };
            };
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    exportAll: {
        parameters: {
            query?: {
                format?: "json" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. What breaks off is not whole: its connection is cut. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    /**
                     * @description A name for the file (RFC 6266).
                     * @example attachment; filename="holdfast.json"
                     */
                    "Content-Disposition": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldfastFile"];
                    "text/csv": string;
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    importFile: {
        parameters: {
            query?: {
                /** @description `json` and `csv` are our own; `todoist` is the CSV of a project, `vikunja` the zip archive of an account, `microsoft-todo` what Microsoft Graph tells, `outlook` its CSV, `google-tasks` the Tasks.json of a Takeout, `icalendar` a file with VTODO. */
                format?: "json" | "csv" | "todoist" | "vikunja" | "microsoft-todo" | "outlook" | "google-tasks" | "icalendar";
                /** @description `true`: nothing is changed, and the answer is the same. */
                dryRun?: "true" | "false";
                /** @description The list for what the file puts in none, with formats that have such. */
                listName?: string;
                /** @description With `outlook`: how days of numbers alone are written. */
                dayOrder?: "month-first" | "day-first";
            };
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
                "text/csv": string;
                "text/calendar": string;
                "application/zip": string;
            };
        };
        responses: {
            /** @description What came of it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportAnswer"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlight"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The key came with another request before. The file is not of that format. The file holds more than one import may. */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    listCalendars: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CalendarList"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    createCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description Your name for this request. For a day, sending it again with the same key gives the first answer again and changes nothing: 422 when the body is another one, 409 while the first is under way. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CalendarCreate"];
            };
        };
        responses: {
            /** @description It is there. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    ETag: components["headers"]["VersionTag"];
                    Location: components["headers"]["Location"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreatedCalendar"];
                };
            };
            400: components["responses"]["InvalidParameterOrMalformedRequestOrMalformedBodyOrInvalidIdempotencyKey"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            408: components["responses"]["RequestTimeout"];
            409: components["responses"]["RequestInFlightOrIdConflictOrQuotaExceeded"];
            413: components["responses"]["ContentTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            422: components["responses"]["ValidationFailedOrIdempotencyKeyReused"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                calendarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is like this. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Calendar"];
                };
            };
            304: components["responses"]["NotModifiedVersionTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteCalendar: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag the change starts from. 412 when it has changed since. */
                "If-Match"?: string;
            };
            path: {
                calendarId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    Change: components["headers"]["Change"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            404: components["responses"]["NotFound"];
            /** @description It has changed meanwhile. */
            412: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    ETag: components["headers"]["VersionTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["CalendarConflict"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getFeed: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path: {
                feedId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calendar. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["FeedTag"];
                    "CDN-Cache-Control": components["headers"]["NoSharedStore"];
                    "X-Robots-Tag": components["headers"]["NoIndex"];
                    [name: string]: unknown;
                };
                content: {
                    "text/calendar": string;
                };
            };
            /** @description What you have is still current. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["FeedTag"];
                    "CDN-Cache-Control": components["headers"]["NoSharedStore"];
                    "X-Robots-Tag": components["headers"]["NoIndex"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["MalformedRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            /** @description The service is not available now. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you have. 304 when it is still current. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description You. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["Revalidate"];
                    ETag: components["headers"]["SequenceTag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            304: components["responses"]["NotModifiedSequenceTag"];
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    deleteMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing of yours is left. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStore"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["InvalidParameterOrMalformedRequest"];
            401: components["responses"]["AuthenticationRequiredOrInvalidToken"];
            403: components["responses"]["InsufficientScope"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    backChannelLogout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["LogoutRequest"];
            };
        };
        responses: {
            /** @description It has ended. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request is malformed. The logout token is not valid. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["RequestTimeout"];
            413: components["responses"]["ContentTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["AuthUnavailableOrServiceUnavailable"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is alive. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It can serve. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
            /** @description It cannot serve now; the members say why. */
            503: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    "Cache-Control": components["headers"]["NoStoreAnywhere"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    getOpenApiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    /**
                     * @description The same for everybody.
                     * @example public, max-age=300
                     */
                    "Cache-Control": "public, max-age=300";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getOpenApiYaml: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    /**
                     * @description The same for everybody.
                     * @example public, max-age=300
                     */
                    "Cache-Control": "public, max-age=300";
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    /**
                     * @description The same for everybody.
                     * @example public, max-age=300
                     */
                    "Cache-Control": "public, max-age=300";
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getDocsScript: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A script. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    /**
                     * @description The same for everybody.
                     * @example public, max-age=86400
                     */
                    "Cache-Control": "public, max-age=86400";
                    [name: string]: unknown;
                };
                content: {
                    "text/javascript": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    getProblemTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Vary: components["headers"]["Vary"];
                    "X-Content-Type-Options": components["headers"]["NoSniffing"];
                    /**
                     * @description The same for everybody.
                     * @example public, max-age=300
                     */
                    "Cache-Control": "public, max-age=300";
                    "Content-Security-Policy": components["headers"]["ContentSecurityPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            400: components["responses"]["MalformedRequest"];
            500: components["responses"]["InternalError"];
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Signed in, or half way to it. */
            200: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description The session. */
                    "Set-Cookie": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description The body is not what it should be. */
            400: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The address and the password do not match. */
            401: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The address is not confirmed yet, or the origin is another. */
            403: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description The body is no JSON. */
            415: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Too many attempts. */
            429: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Not available just now. */
            503: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    getSessionToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionToken"];
                };
            };
            /** @description Nobody is signed in. */
            401: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Too many attempts. */
            429: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
            /** @description Not available just now. */
            503: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Refusal"];
                };
            };
        };
    };
    issueAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenExchange"] | components["schemas"]["TokenRefresh"] | components["schemas"]["DeviceTokenRequest"];
            };
        };
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessToken"];
                };
            };
            /** @description Why there is none; for a device, whether to ask again. */
            400: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A page of another site's has asked. */
            403: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The form is too large. */
            413: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description Too many attempts. */
            429: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description Not available just now. */
            503: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
    authorizeDevice: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["DeviceAuthorizationRequest"];
            };
        };
        responses: {
            /** @description The codes. */
            200: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceAuthorization"];
                };
            };
            /** @description Why there are none. */
            400: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A page of another site's has asked. */
            403: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The form is too large. */
            413: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description Too many attempts. */
            429: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description Not available just now. */
            503: {
                headers: {
                    /** @description Nobody keeps a copy. */
                    "Cache-Control": "no-store";
                    /** @description Seconds to wait. */
                    "Retry-After": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
        };
    };
}
