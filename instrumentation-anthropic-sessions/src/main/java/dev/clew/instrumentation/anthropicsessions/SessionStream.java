// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.anthropicsessions;

import dev.clew.api.data.SpanData;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanError;
import dev.clew.api.trace.SpanType;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.call.CallPayload;
import dev.clew.kit.call.Outcome;
import dev.clew.kit.http.HttpCall;
import dev.clew.kit.http.ServiceClient;
import org.jspecify.annotations.Nullable;

/**
 * The events of a session as the application reads them, and the runs of the agent that they tell
 * of, one after the other.
 *
 * <p>The span of the call that opens the stream is that of the first run. It ends with the run,
 * while the application may go on reading. Events arrive one at a time, closing and abandonment
 * from any thread, so the lock is hardly ever contended.
 */
final class SessionStream implements CallPayload {
  private final CallObservations observations;
  private final ServiceClient client;
  private final Session session;
  private final @Nullable String thread;
  private RunContent first;
  private Context caller = Context.root();
  private @Nullable SessionRun run;
  private @Nullable SpanError error;

  SessionStream(
      CallObservations observations,
      ServiceClient client,
      Session session,
      @Nullable String thread) {
    this.observations = observations;
    this.client = client;
    this.session = session;
    this.thread = thread;
    this.first = new RunContent(client, session, thread);
  }

  /** Returns the name of the agent, if it is known already. */
  String name() {
    return first.name();
  }

  /** Records that the first run has begun. */
  synchronized void begun(HttpCall call) {
    caller = call.callerContext().forStorage(); // the stream may outlive the trace
    run = new SessionRun(observations.tracer(), first, call.span(), caller);
  }

  /** Records an event that the application sends, before the stream repeats it. */
  synchronized void sent(SessionEvent event) {
    if (run != null) {
      run.answered(event);
    }
  }

  @Override
  public synchronized void chunk(Object union) {
    SessionEvent event = SessionEvent.of(union);
    if (event == null) {
      return;
    }
    switch (event.type()) {
      case "session.error" -> failed(event);
      case "session.status_idle" -> idle(event, thread == null);
      case "session.thread_status_idle" -> idle(event, thread != null);
      case "session.status_terminated" -> end(Outcome.failed(error("session_terminated")));
      case "session.thread_status_terminated" -> {
        if (thread != null) {
          end(Outcome.failed(error("thread_terminated")));
        } else if (run != null) {
          run.accept(event);
        }
      }
      case "session.deleted" -> end(Outcome.stopped("deleted"));
      case "session.updated" -> session.agent(Fields.BY_NAME.read(event.content(), "_agent"));
      case "session.usage", "session.status_rescheduled" -> {}
      default -> current().accept(event);
    }
  }

  /** Returns the run that an event belongs to, which begins with the event if there is none. */
  private SessionRun current() {
    SessionRun open = run;
    if (open == null) {
      RunContent content = new RunContent(client, session, thread);
      Span span = observations.tracer().start(caller, SpanType.AGENT, content.name(), content);
      span.setGroupId(session.id());
      open = new SessionRun(observations.tracer(), content, span, caller);
      run = open;
    }
    return open;
  }

  /** An error may be overcome; only if it is not, it is that of the run. */
  private void failed(SessionEvent event) {
    String type = event.typeOf("_error");
    Object details = Fields.BY_NAME.read(event.content(), "_error");
    error = SpanError.of(type == null ? "error" : type, Fields.BY_NAME.text(details, "message"));
    current().span().addEvent("session error", type);
  }

  private SpanError error(String otherwise) {
    SpanError known = error;
    return known != null ? known : SpanError.of(otherwise, null);
  }

  private void idle(SessionEvent event, boolean ofThisStream) {
    SessionRun open = run;
    if (open == null) {
      return;
    }
    if (!ofThisStream) {
      open.accept(event);
      return;
    }
    String reason = event.typeOf("_stopReason");
    open.content().stopReason(reason);
    if ("retries_exhausted".equals(reason)) {
      end(Outcome.failed(error("retries_exhausted")));
    } else if (!"requires_action".equals(reason)) { // which is part of the run
      end(Outcome.COMPLETED);
    }
  }

  private void end(Outcome outcome) {
    SessionRun open = run;
    run = null;
    error = null;
    if (open != null) {
      open.end(outcome);
      first = new RunContent(client, session, thread); // to let go of the events
    }
  }

  @Override
  public synchronized void ended(Outcome outcome) {
    SessionRun open = run;
    run = null;
    if (open != null && open.content() != first) {
      open.end(outcome);
    } else if (open != null) {
      open.endSpansBelow(outcome); // its own span ends with the call
    }
  }

  @Override
  public void result(Object answer) {}

  @Override
  public boolean isStreamed() {
    return true;
  }

  /** Returns whether no run is in progress, so that the end of the stream interrupts nothing. */
  @Override
  public synchronized boolean isComplete() {
    return run == null;
  }

  @Override
  public boolean isAsync() {
    return client.async();
  }

  @Override
  public boolean mayRequestTools() {
    return false;
  }

  @Override
  public String failureEvent() {
    return "anthropic-java call failed";
  }

  @Override
  public synchronized Payload content() {
    return first;
  }

  @Override
  public SpanData render() {
    return content().render();
  }

  @Override
  public long retainedBytes() {
    return content().retainedBytes();
  }
}
