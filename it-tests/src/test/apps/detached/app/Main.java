// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Calls the model for each line of stdin, on a pool's thread; tells what is left of an agent. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(args[0]).apiKey(args[1]).maxRetries(0).build();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    System.out.println(ask(client, "before"));
    BufferedReader orders = new BufferedReader(new InputStreamReader(System.in));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String phrase = order;
      switch (phrase) {
        case "classes" -> System.out.println("classes " + classes());
        case "remains" -> System.out.println("remains " + remains());
        default -> System.out.println(pool.submit(() -> ask(client, phrase)).get());
      }
    }
    System.exit(0);
  }

  /** How many classes were changed, and how many of them are as they were. */
  private static String classes() {
    long restored =
        Observer.CHANGED.stream()
            .filter(name -> Arrays.equals(Observer.BEFORE.get(name), Observer.AFTER.get(name)))
            .count();
    return "changed=%d left=%d"
        .formatted(Observer.CHANGED.size(), Observer.CHANGED.size() - restored);
  }

  /** What is loaded of the agent besides its entrance, and its threads. */
  private static String remains() throws InterruptedException {
    String found = "";
    for (int i = 0; i < 20; i++) {
      System.gc();
      found =
          Arrays.stream(Observer.instrumentation.getAllLoadedClasses())
                  .filter(type -> type.getClassLoader() != Main.class.getClassLoader())
                  .map(Class::getName)
                  .filter(name -> name.startsWith("dev.clew."))
                  .sorted()
                  .collect(Collectors.joining(" "))
              + Thread.getAllStackTraces().keySet().stream()
                  .map(Thread::getName)
                  .filter(name -> name.startsWith("clew-"))
                  .sorted()
                  .collect(Collectors.joining(" "));
      if (found.isEmpty()) {
        break;
      }
      Thread.sleep(50);
    }
    return found.isEmpty() ? "nothing" : found;
  }

  private static String ask(OpenAIClient client, String phrase) {
    return client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model("gpt-4o").addUserMessage(phrase).build())
        .choices()
        .get(0)
        .message()
        .content()
        .get();
  }
}
