// SPDX-License-Identifier: Apache-2.0
package app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.ObjectName;

/** Finds what Clew leaves in memory after all work has ended. */
final class Leftovers {
  private static final String FRAMES = "dev.clew.api.trace.Frame$Inheritance";

  /**
   * Classes whose instances must not remain, except: the root context, the context of the last
   * request with its trace, the thousand traces that may still be joined, and keys whose contexts
   * are gone: those of tasks that live as long as the application or the JDK's HTTP client, and
   * those of maps that have not been used since their objects were collected.
   */
  private static final List<String> NOTHING_OF =
      List.of(
          "dev.clew.api.trace.Frame",
          "dev.clew.core.trace.RecordingSpan",
          "dev.clew.core.trace.OpenSpans$Entry",
          "dev.clew.instrumentation.concurrent.Resubmissions$Submission");

  private static final Runnable NOTHING = () -> {};
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Leftovers() {}

  /** Returns the threads that still have a context, of all threads of this JVM. */
  static List<String> onThreads() throws Exception {
    List<String> left = new ArrayList<>();
    int looked = 0;
    for (int attempt = 0; attempt < 100; attempt++) { // a pool's thread may not be idle yet
      left.clear();
      looked = 0;
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        looked++;
        if (thread != Thread.currentThread() && isIn(thread)) {
          left.add("a context is left on " + thread.getName());
        }
      }
      if (left.isEmpty()) {
        break;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    System.err.println(looked + " threads looked at");
    return left;
  }

  private static boolean isIn(Thread thread) throws Exception {
    for (String name : List.of("threadLocals", "inheritableThreadLocals")) {
      Object map = read(Thread.class, name, thread);
      Object table = map == null ? null : read(map.getClass(), "table", map);
      for (int i = 0; table != null && i < Array.getLength(table); i++) {
        Object entry = Array.get(table, i);
        Object key = entry == null ? null : ((Reference<?>) entry).get();
        if (key != null
            && key.getClass().getName().equals(FRAMES)
            && read(entry.getClass(), "value", entry) != null) {
          return true;
        }
      }
    }
    return false;
  }

  private static Object read(Class<?> type, String name, Object object) throws Exception {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  /** Returns what remains after a full garbage collection but should not. */
  static List<String> onTheHeap() throws Exception {
    List<String> left = new ArrayList<>();
    for (int attempt = 0; attempt < 20; attempt++) {
      String histogram =
          (String)
              ManagementFactory.getPlatformMBeanServer()
                  .invoke(
                      new ObjectName("com.sun.management:type=DiagnosticCommand"),
                      "gcClassHistogram",
                      new Object[] {new String[0]},
                      new String[] {String[].class.getName()});
      left.clear();
      NOTHING_OF.forEach(name -> add(histogram, name, 0, left));
      add(histogram, "dev.clew.api.trace.Context", 2, left);
      add(histogram, "dev.clew.api.trace.WeakIdentityMap$Key", 100, left);
      add(histogram, "dev.clew.core.trace.TraceState", 1000 + 1, left);
      if (left.isEmpty()) {
        break;
      }
      goOn();
    }
    return left;
  }

  private static void add(String histogram, String name, int allowed, List<String> left) {
    Stream<String> lines = histogram.lines();
    int count =
        lines
            .filter(line -> line.matches(".*\\s" + Pattern.quote(name) + "(\\s.*)?"))
            .mapToInt(line -> Integer.parseInt(line.trim().split("\\s+")[1]))
            .sum();
    if (count > allowed) {
      left.add(count + " of " + name + " are left");
    }
  }

  /** Does some more work, because maps look for collected keys only when they are used. */
  private static void goOn() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Steps.step(
        "AGENT",
        "last/" + pool.hashCode(),
        () -> {
          pool.execute(NOTHING);
          askNobody();
          beginNothing();
        });
    pool.submit(NOTHING).get();
    pool.shutdown();
    TimeUnit.MILLISECONDS.sleep(100); // until the step is exported
  }

  private static void beginNothing() {
    try {
      Coroutine.Kind.COROUTINE.hop(Runnable::run).carry("", NOTHING);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void askNobody() {
    try {
      URI nobody = URI.create("http://127.0.0.1:9/");
      CLIENT.send(HttpRequest.newBuilder(nobody).build(), BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      // as intended
    }
  }
}
