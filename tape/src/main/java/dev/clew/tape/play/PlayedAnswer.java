// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.play;

import dev.clew.api.tape.TapeAnswer;
import dev.clew.tape.format.TapeBody;
import dev.clew.tape.format.TapeEntry;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer from the tape, or the error for a request that is not on it. */
public final class PlayedAnswer implements TapeAnswer {
  private final int status;
  private final Map<String, List<String>> headers;
  private final TapeBody body;
  private final @Nullable Throwable failure;
  private final long headMillis;
  private final Pace pace;
  private final long beganNanos = System.nanoTime();
  private volatile long headNanos = beganNanos;

  private PlayedAnswer(
      int status,
      Map<String, List<String>> headers,
      TapeBody body,
      @Nullable Throwable failure,
      long headMillis,
      Pace pace) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.failure = failure;
    this.headMillis = headMillis;
    this.pace = pace;
  }

  /**
   * Returns the answer that was recorded.
   *
   * @param loader where the classes of exceptions are looked up
   */
  public static PlayedAnswer of(TapeEntry entry, @Nullable ClassLoader loader, Pace pace) {
    TapeBody body = entry.body();
    long headMillis = Math.max(0, entry.millis() - body.millis(body.pieces() - 1));
    Throwable failure = new RebuiltError(loader).of(entry.error());
    return new PlayedAnswer(entry.status(), entry.headers(), body, failure, headMillis, pace);
  }

  /** Returns an answer that throws. */
  public static PlayedAnswer failing(Throwable failure) {
    return new PlayedAnswer(0, Map.of(), TapeBody.EMPTY, failure, 0, new Pace(0));
  }

  /** Returns an HTTP response with a JSON body. */
  public static PlayedAnswer json(String body) {
    Map<String, List<String>> headers = Map.of("content-type", List.of("application/json"));
    return new PlayedAnswer(200, headers, TapeBody.of(body), null, 0, new Pace(0));
  }

  @Override
  public void await() throws InterruptedException {
    pace.await(beganNanos, headMillis);
    headNanos = System.nanoTime();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public Map<String, List<String>> headers() {
    return headers;
  }

  @Override
  public InputStream body() {
    return new PacedBody(body, pace, headNanos, failure);
  }

  @Override
  public byte[] bytes() {
    return body.bytes().clone();
  }

  @Override
  public String text() {
    return new String(body.bytes(), StandardCharsets.UTF_8);
  }

  @Override
  public @Nullable Throwable failure() {
    return failure;
  }
}
