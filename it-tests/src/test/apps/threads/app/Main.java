// SPDX-License-Identifier: Apache-2.0
package app;

import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * A service whose tools call the model on many threads; also shows how executors behave meanwhile.
 */
public final class Main {
  interface Desk {
    String serve(String request);
  }

  public static void main(String[] args) throws Exception {
    Desk desk =
        AiServices.builder(Desk.class).chatModel(new DeskModel()).tools(new Tools()).build();
    System.out.println(desk.serve("please fanOut"));
    System.out.println(desk.serve("please behave"));
    crowd(desk);
    System.exit(0);
  }

  /** Many concurrent calls on shared threads. */
  private static void crowd(Desk desk) throws Exception {
    int customers = Integer.getInteger("app.customers", 40);
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    List<Callable<Boolean>> calls =
        IntStream.range(0, customers)
            .<Callable<Boolean>>mapToObj(i -> () -> answers.add(desk.serve("please hurry")))
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    pool.invokeAll(calls);
    pool.shutdown();
    System.out.println(answers.size() + " served");
  }
}
