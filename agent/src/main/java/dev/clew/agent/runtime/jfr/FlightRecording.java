// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.jfr;

import dev.clew.api.export.ExportRecord;
import dev.clew.core.trace.RecordingTracer;
import dev.clew.exporter.RecordObserver;
import dev.clew.exporter.thread.OwnThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the JVM's flight recorder to be started, which Clew never does itself, and has spans
 * observed from then on.
 */
public final class FlightRecording implements RecordObserver {
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile @Nullable RecordObserver events;
  private volatile @Nullable Runnable stop;

  /**
   * Begins to wait, on a thread of its own: loading the recorder's classes takes milliseconds.
   *
   * @param tracer whose spans are recorded
   */
  public void await(RecordingTracer tracer) {
    OwnThread.daemon("clew-flight-recorder", () -> listen(tracer)).start();
  }

  private void listen(RecordingTracer tracer) {
    try {
      FlightRecorderListener waiting =
          new FlightRecorderListener() {
            @Override
            public void recorderInitialized(FlightRecorder recorder) {
              begin(tracer);
            }
          };
      // Called at once if the recorder has been started.
      FlightRecorder.addListener(waiting);
      stop =
          () -> {
            FlightRecorder.removeListener(waiting);
            tracer.observe(null);
          };
    } catch (RuntimeException | LinkageError e) {
      // No recorder in this JVM, or not for us: then nobody misses the events.
    }
  }

  /** Lets go of the recorder, which otherwise would keep Clew's classes for good. */
  public void close() {
    Runnable stopping = stop;
    if (stopping != null) {
      stop = null;
      stopping.run();
    }
  }

  private void begin(RecordingTracer tracer) {
    FlightEvents begun = new FlightEvents();
    events = begun;
    tracer.observe(begun);
    started.countDown();
  }

  /** Waits until the recorder has been started and spans are observed; false if it takes longer. */
  boolean awaitStart(Duration atMost) throws InterruptedException {
    return started.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public boolean isActive() {
    RecordObserver begun = events;
    return begun != null && begun.isActive();
  }

  @Override
  public void onRecord(ExportRecord record) {
    RecordObserver begun = events;
    if (begun != null) {
      begun.onRecord(record);
    }
  }
}
