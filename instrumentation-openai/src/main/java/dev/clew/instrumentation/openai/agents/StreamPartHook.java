// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents;

import com.openai.models.beta.agents.AgentSession;
import com.openai.models.beta.agents.AgentSessionEvent;
import dev.clew.api.hook.Call;
import dev.clew.api.hook.Hook;
import dev.clew.instrumentation.openai.agents.session.SessionRun;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observes the parts of a stream: {@code AgentTurnResultStream}, {@code AgentTurnCollector}, {@code
 * AgentSessionStreamSupport} and so on, which have no references to each other. The label of the
 * hook point is one of the constants.
 */
public final class StreamPartHook implements Hook<Object> {
  /** The constructor of a part. */
  public static final String CREATED = "created";

  /**
   * {@code AgentTurnCollector.accept}, {@code failed} and {@code closed}: every event passes
   * through it, whether or not the application asks for a collected result.
   */
  public static final String COLLECT = "collect";

  /**
   * The end of a stream, which the collector does not see: {@code AgentTurnResultStream.next()}
   * returns null, and {@code AgentTurnResultStreamAsync.complete()} is called.
   */
  public static final String END = "end";

  /**
   * {@code AgentSessionStreamSupport.checkIdle}: the session that the library retrieves before it
   * sends input has the agent's name, model and tools, which the events of a follow-up stream may
   * omit.
   */
  public static final String IDLE = "idle";

  /**
   * {@code AgentSessionStreamAsync.subscribe}, which creates the session only now, with the raw
   * call, which must not start a run of its own.
   */
  public static final String SUBSCRIBE = "subscribe";

  private final SessionRuns runs;

  StreamPartHook(SessionRuns runs) {
    this.runs = runs;
  }

  @Override
  public @Nullable Object enter(Call call) {
    String label = String.valueOf(call.label());
    SessionRun run =
        label.equals(CREATED) ? StreamOpening.current() : runs.of(call.self(Object.class));
    if (run == null) {
      return null;
    }
    switch (label) {
      case CREATED -> created(call, run);
      case COLLECT -> collect(call, run);
      case IDLE -> run.session(call.required(0, AgentSession.class));
      case SUBSCRIBE -> {
        return StreamOpening.of(run);
      }
      default -> {
        return run;
      }
    }
    return null;
  }

  private void created(Call call, SessionRun run) {
    runs.bind(call.self(Object.class), run);
    // The collector's handlers; a stream that wraps another one has none.
    if (call.argumentCount() > 0 && call.argument(0, Object.class) instanceof Set<?> handled) {
      run.handles(handled);
    }
  }

  private static void collect(Call call, SessionRun run) {
    Object argument = call.argumentCount() == 0 ? null : call.argument(0, Object.class);
    if (argument instanceof AgentSessionEvent event) {
      run.event(event);
    } else if (argument instanceof Throwable thrown) {
      run.failed(thrown);
    } else if (call.argumentCount() == 0) {
      run.closed();
    }
  }

  @Override
  public @Nullable Object exit(Object state, @Nullable Object result, @Nullable Throwable thrown) {
    if (state instanceof StreamOpening opening) {
      opening.close();
    } else if (result == null && thrown == null) {
      ((SessionRun) state).exhausted();
    }
    return result;
  }
}
