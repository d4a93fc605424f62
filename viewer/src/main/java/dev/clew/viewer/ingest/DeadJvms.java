// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest;

import dev.clew.viewer.model.JvmSample;
import dev.clew.viewer.store.TraceStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds JVMs of this machine that ended with open spans, so that those are shown as cut off rather
 * than running forever.
 */
public final class DeadJvms {

  /** Documents about JVMs that ended with open spans: how many those were. */
  private static final String KIND = "jvm.left-open";

  private static final Duration TOLERANCE = Duration.ofSeconds(30);

  private final TraceStore store;
  private final BiPredicate<Long, Long> alive;

  public DeadJvms(TraceStore store) {
    this(store, DeadJvms::isAlive);
  }

  /**
   * @param alive whether a process with that id that was started then (milliseconds since 1970) is
   *     running
   */
  DeadJvms(TraceStore store, BiPredicate<Long, Long> alive) {
    this.store = store;
    this.alive = alive;
  }

  /** Returns how many spans were ended. To be called after everything written has been read. */
  public int check() {
    int ended = 0;
    for (String jvm : store.jvmsWithOpenSpans()) {
      int dash = jvm.indexOf('-');
      if (dash > 0
          && !alive.test(
              Long.parseLong(jvm.substring(0, dash)), Long.parseLong(jvm.substring(dash + 1)))) {
        int open = store.endJvm(jvm);
        String before = store.documents(KIND).get(jvm);
        store.replaceDocument(KIND, jvm, before, String.valueOf(open + count(before)));
        ended += open;
      }
    }
    return ended;
  }

  /** How many spans each JVM left open that was found dead, by its id. */
  public static Map<String, Integer> leftOpen(TraceStore store) {
    Map<String, Integer> open = new HashMap<>();
    store.documents(KIND).forEach((jvm, spans) -> open.put(jvm, count(spans)));
    return open;
  }

  private static int count(@Nullable String text) {
    return text == null || !text.matches("\\d{1,9}") ? 0 : Integer.parseInt(text);
  }

  /** Whether the process of a JVM still runs on this machine. */
  public static boolean isAlive(JvmSample.Jvm jvm) {
    return jvm.pid() > 0 && isAlive(jvm.pid(), jvm.startedMillis());
  }

  private static boolean isAlive(long pid, long startMillis) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty() || !process.get().isAlive()) {
      return false;
    }
    return process
        .get()
        .info()
        .startInstant()
        .map(start -> Math.abs(start.toEpochMilli() - startMillis) < TOLERANCE.toMillis())
        .orElse(true);
  }
}
