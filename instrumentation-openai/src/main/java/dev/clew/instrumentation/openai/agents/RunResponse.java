// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponseFor;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import dev.clew.kit.stream.DefaultMethodProxy;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A raw response that knows which run the stream parsed from it belongs to. */
final class RunResponse<T> implements HttpResponseFor<T> {
  static final DefaultMethodProxy PROXY =
      new DefaultMethodProxy(HttpResponseFor.class, RunResponse.class);

  private final HttpResponseFor<T> response;
  private final SessionRun run;
  private final SessionRuns runs;
  private final AtomicBoolean parsed = new AtomicBoolean();

  RunResponse(HttpResponseFor<T> response, SessionRun run, SessionRuns runs) {
    this.response = response;
    this.run = run;
    this.runs = runs;
  }

  @Override
  public T parse() {
    StreamOpening opening = StreamOpening.of(run);
    T stream;
    try {
      stream = response.parse();
    } catch (Throwable thrown) {
      run.failed(thrown);
      throw thrown;
    } finally {
      opening.close();
      Reference.reachabilityFence(this);
    }
    if (parsed.compareAndSet(false, true)) {
      runs.watch(run, stream);
    }
    return stream;
  }

  @Override
  public int statusCode() {
    return response.statusCode();
  }

  @Override
  public Headers headers() {
    return response.headers();
  }

  @Override
  public Optional<String> requestId() {
    return response.requestId();
  }

  @Override
  public InputStream body() {
    run.unparsed();
    return response.body();
  }

  @Override
  public void close() {
    try {
      response.close();
    } finally {
      if (parsed.get()) {
        run.closed();
      } else {
        run.unparsed();
      }
      Reference.reachabilityFence(this);
    }
  }
}
