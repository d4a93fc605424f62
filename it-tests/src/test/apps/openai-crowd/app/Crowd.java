// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Many concurrent calls on the threads of a pool. */
public final class Crowd {
  private static final int CALLS = 8;

  private final Ways ways;
  private final ExecutorService pool = Executors.newFixedThreadPool(CALLS);

  private Crowd(Ways ways) {
    this.ways = ways;
  }

  public static void main(String[] args) {
    Ways ways = new Ways(args[0], args[1]);
    Crowd crowd = new Crowd(ways);
    ways.add("equal", () -> crowd.inTurn("equal", crowd::whole));
    ways.add("equal-again", () -> crowd.inTurn("equal-again", crowd::whole));
    ways.add("equal-async", crowd::async);
    ways.add("colliding", () -> crowd.desks("colliding-rome", "colliding-oslo"));
    ways.add("colliding-equal", () -> crowd.desks("colliding-equal", "colliding-equal"));
    ways.run();
    System.exit(3);
  }

  private String inTurn(String phrase, java.util.function.Function<String, String> call)
      throws Exception {
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      answers.add(pool.submit(() -> call.apply(phrase)));
    }
    return sorted(answers);
  }

  private String whole(String phrase) {
    return Texts.text(ways.client.chat().completions().create(ask(phrase)));
  }

  private String async() throws Exception {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      answers.add(
          ways.client
              .async()
              .chat()
              .completions()
              .create(ask("equal-async"))
              .thenApply(Texts::text));
    }
    return sorted(answers);
  }

  /** Two tool loops whose models number their tool calls from zero. */
  private String desks(String first, String second) throws Exception {
    List<Callable<String>> work = new ArrayList<>();
    for (String phrase : List.of(first, second)) {
      work.add(() -> Desk.serve(phrase + "-desk", () -> new ChatDesk(ways.client).answer(phrase)));
    }
    return sorted(pool.invokeAll(work));
  }

  private static String sorted(List<? extends Future<String>> answers) throws Exception {
    List<String> texts = new ArrayList<>();
    for (Future<String> answer : answers) {
      texts.add(answer.get());
    }
    return texts.stream().sorted().collect(Collectors.joining(", "));
  }

  private static ChatCompletionCreateParams ask(String phrase) {
    return ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build();
  }
}
