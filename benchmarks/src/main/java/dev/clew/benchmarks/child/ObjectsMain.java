// SPDX-License-Identifier: Apache-2.0
package dev.clew.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Counts every object that Clew allocates on the application's thread, by class and place.
 *
 * <p>To be run without thread-local allocation buffers, so that Flight Recorder sees each object;
 * objects that the JIT eliminates do not appear.
 */
public final class ObjectsMain {
  private static final String OUTSIDE_TLAB = "jdk.ObjectAllocationOutsideTLAB";
  private static final String CLEW = "dev.clew.";
  private static final String BENCHMARKS = "dev.clew.benchmarks.";
  private static final String MEASURED = "measured";

  private ObjectsMain() {}

  /**
   * Prints a line per class and place: bytes per call, objects per call, class, place.
   *
   * @param arguments the name of the workload, the number of warm-up calls and of measured calls
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Workload workload = Workload.named(arguments[0]);
    int calls = Integer.parseInt(arguments[2]);
    run(workload, Integer.parseInt(arguments[1]), "warm-up");
    Path file = Files.createTempFile("objects", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(OUTSIDE_TLAB).withStackTrace();
      recording.setDestination(file);
      recording.start();
      run(workload, calls, MEASURED);
    }
    count(file)
        .forEach(
            (what, sum) ->
                System.out.println(
                    sum.bytes / (double) calls
                        + "\t"
                        + sum.objects / (double) calls
                        + "\t"
                        + what));
    Files.delete(file);
  }

  private static void run(Workload workload, int calls, String name) throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              for (int i = 0; i < calls; i++) {
                workload.run();
              }
            },
            name);
    thread.start();
    thread.join();
  }

  private static Map<String, Sum> count(Path file) throws IOException {
    Map<String, Sum> sums = new TreeMap<>();
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        String place = place(event);
        if (place != null) {
          String what = event.getClass("objectClass").getName() + "\t" + place;
          Sum sum = sums.computeIfAbsent(what, first -> new Sum());
          sum.bytes += event.getLong("allocationSize");
          sum.objects++;
        }
      }
    }
    return sums;
  }

  /** Returns where in Clew's code an object was created, or null if it was not. */
  private static @Nullable String place(RecordedEvent event) {
    if (!event.getEventType().getName().equals(OUTSIDE_TLAB)
        || event.getThread() == null
        || !MEASURED.equals(event.getThread().getJavaName())
        || event.getStackTrace() == null) {
      return null;
    }
    List<RecordedFrame> frames = event.getStackTrace().getFrames();
    if (frames.isEmpty() || isArgumentsOfAHook(event, frames.get(0))) {
      return frames.isEmpty() ? null : "the arguments of " + name(frames.get(0));
    }
    for (int i = 0; i < frames.size(); i++) {
      String name = name(frames.get(i));
      if (name.startsWith(BENCHMARKS)) {
        return null;
      }
      if (name.startsWith(CLEW)) {
        // Objects that the library creates when one of Clew's wrappers calls it are the library's.
        return i == 0 || !name.contains(".Observed") ? name : null;
      }
    }
    return null;
  }

  private static boolean isArgumentsOfAHook(RecordedEvent event, RecordedFrame creator) {
    String name = name(creator);
    return event.getClass("objectClass").getName().equals("[Ljava.lang.Object;")
        && (name.contains("WithRawResponseImpl.create")
            || name.contains("RetryingHttpClient.")
            || name.endsWith("MessageParam$Builder.build"));
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static final class Sum {
    private long bytes;
    private long objects;
  }
}
