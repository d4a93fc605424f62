// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.tape.TapeRecorder;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the wrapper of a response tells the recorder, as the application uses the response. */
public final class ResponseRecording {
  private final TapeRecorder recorder;
  private volatile boolean known;
  private @Nullable InputStream body;

  public ResponseRecording(TapeRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Tells the head of a response that may be called before the application does it.
   *
   * @param names the names of the headers
   * @param values returns the values of a header
   */
  public void head(
      int status, Supplier<Collection<String>> names, Function<String, List<String>> values) {
    known = true;
    recorder.head(
        status, () -> names.get().stream().collect(Collectors.toMap(Function.identity(), values)));
  }

  /** Returns the status that the application has asked for. */
  public int status(int status) {
    if (!known) {
      recorder.head(status, Map::of); // as far as it is known without asking
    }
    return status;
  }

  /** Returns the body, which is recorded as it is read. */
  public synchronized InputStream body(Supplier<InputStream> original) {
    if (body == null) {
      body = new RecordedBody(original.get(), recorder);
    }
    return body;
  }

  /** Closes the response. */
  public void close(Runnable original) {
    try {
      original.run();
    } finally {
      recorder.closedEarly(); // no effect if the body was read to its end
    }
  }
}
