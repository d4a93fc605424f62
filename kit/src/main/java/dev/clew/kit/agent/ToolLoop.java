// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.agent;

import dev.clew.api.data.HandoffData;
import dev.clew.api.hook.HandoffConvention;
import dev.clew.api.trace.Context;
import dev.clew.api.trace.Payload;
import dev.clew.api.trace.Span;
import dev.clew.api.trace.SpanType;
import dev.clew.api.trace.StartedTrace;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.AnnouncedTools;
import dev.clew.kit.call.TraceContinuation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tools that models have requested and whose results have not been sent back yet.
 *
 * <p>Libraries that only return tool calls leave running them to the application. A run lasts from
 * the answer that requests it to the message with its result, and is remembered until that message
 * is sent. That connects the calls of one loop even without a span above them. Runs that wait too
 * long, or are too many, are abandoned. The lock is held for a few map operations, or one pass over
 * what waits, never while a span ends.
 */
public final class ToolLoop implements AnnouncedTools.Source {
  /** The maximum number of waiting tools; beyond it, the oldest are abandoned. */
  public static final int MAX_WAITING = 1_000;

  private static final long MAX_WAIT_NANOS = Duration.ofMinutes(10).toNanos();

  private final Tracer tracer;
  private final HandoffConvention handoffs;
  private final MonotonicClock clock;
  private final AtomicInteger waiting = new AtomicInteger();
  // Both guarded by this. Ids are unique at OpenAI, but not at every compatible provider.
  private final Deque<InferredToolRun> inOrder = new ArrayDeque<>();
  private final Map<String, List<InferredToolRun>> byId = new HashMap<>();

  public ToolLoop(Tracer tracer, HandoffConvention handoffs, MonotonicClock clock) {
    this.tracer = tracer;
    this.handoffs = handoffs;
    this.clock = clock;
    AnnouncedTools.add(this);
  }

  /**
   * Returns whether any result has yet to be sent; if not, there is no need to look for results.
   */
  public boolean isWaiting() {
    return waiting.get() > 0;
  }

  /**
   * Starts the tools that an answer requests, as siblings of the generation.
   *
   * @param caller the context of the generation's caller; outside any trace, its continuation is a
   *     sibling of the generation
   * @param server the address of the provider, if known
   * @param groupId the conversation, if it has an id
   * @param output reads a result from its message; runs on the export thread
   */
  public void start(
      Context caller,
      @Nullable String server,
      @Nullable String groupId,
      List<RequestedTool> requested,
      Function<Object, @Nullable String> output) {
    for (RequestedTool tool : requested) {
      String target = handoffs.target(tool.name());
      Span span = target != null ? handOff(caller, target) : begin(caller, tool, server, output);
      if (groupId != null) {
        span.setGroupId(groupId);
      }
      if (target != null) {
        span.end();
      }
    }
  }

  private Span handOff(Context caller, String target) {
    return Handoff.start(
        tracer, caller, new HandoffData(Handoff.source(caller), target, Handoff.BY_MODEL));
  }

  private Span begin(
      Context caller,
      RequestedTool tool,
      @Nullable String server,
      Function<Object, @Nullable String> output) {
    long deadline = clock.nanoTime() + MAX_WAIT_NANOS;
    InferredToolRun run = new InferredToolRun(tool, server, deadline, output);
    Span span = TraceContinuation.announce(tracer, caller, tool.name(), run);
    run.begin(span);
    List<InferredToolRun> givenUp = add(run);
    givenUp.forEach(each -> each.giveUp("no result"));
    return span;
  }

  private synchronized List<InferredToolRun> add(InferredToolRun run) {
    inOrder.addLast(run);
    byId.computeIfAbsent(run.requested.id(), id -> new ArrayList<>(1)).add(run);
    List<InferredToolRun> givenUp = new ArrayList<>();
    long now = clock.nanoTime();
    for (InferredToolRun oldest = inOrder.peekFirst();
        oldest != null && (inOrder.size() > MAX_WAITING || oldest.deadline - now < 0);
        oldest = inOrder.peekFirst()) {
      givenUp.add(oldest);
      remove(oldest);
    }
    waiting.set(inOrder.size());
    return givenUp;
  }

  private void remove(InferredToolRun run) {
    inOrder.remove(run);
    List<InferredToolRun> same = byId.get(run.requested.id());
    if (same != null && same.remove(run) && same.isEmpty()) {
      byId.remove(run.requested.id());
    }
  }

  /**
   * Starts the span of a requested tool that turns out to be traced itself. It keeps the call id of
   * the request, unless several of the same tool wait.
   */
  @Override
  public @Nullable Span start(Tracer tracer, Context context, String name, Payload payload) {
    if (tracer != this.tracer || !isWaiting()) {
      return null;
    }
    List<InferredToolRun> candidates = candidates(name, context);
    for (InferredToolRun run : candidates) {
      Span announced = run.span();
      if (announced != null && run.handOver()) {
        Span span = tracer.startInstead(announced, context, SpanType.FUNCTION, name, payload);
        if (candidates.size() == 1) { // otherwise the request may be that of another run
          span.enrich(run.request());
        }
        return span;
      }
    }
    return null;
  }

  /**
   * Returns the requests that a running tool may answer, the oldest first: those of its trace or,
   * where no trace leads to it, of its thread. Some of them may be answered already.
   */
  private synchronized List<InferredToolRun> candidates(String name, Context context) {
    String traceId = traceId(context);
    return inOrder.stream()
        .filter(run -> traceId == null ? run.isOfThisThread() : run.isOf(traceId))
        .filter(run -> run.isNamed(name))
        .toList();
  }

  private static @Nullable String traceId(Context context) {
    Span span = context.span();
    if (span != null) {
      return span.traceId();
    }
    StartedTrace trace = context.get(StartedTrace.KEY);
    return trace == null ? null : trace.traceId();
  }

  /** Returns whether a result with this id has yet to be sent. */
  public synchronized boolean isWaiting(String id) {
    return byId.containsKey(id);
  }

  /**
   * Ends the tool run with this id, if there is one, because the message with its result was
   * created.
   */
  public void resultCreated(String id, Object message) {
    InferredToolRun run = running(id);
    if (run != null) {
      run.finish(message);
    }
  }

  private synchronized @Nullable InferredToolRun running(String id) {
    return choose(
        byId.getOrDefault(id, List.of()).stream().filter(InferredToolRun::isWaiting).toList());
  }

  /**
   * Ends the tool run with this id, if there is one that has not ended, because its result is being
   * sent.
   *
   * @param server the address of the provider that receives the result, or null if unknown
   * @param request the tool call as the conversation contains it, or null if unknown
   * @param message the message with the result
   * @return the span of the tool, whose sibling the request should be
   */
  public @Nullable Span resultSent(
      String id, @Nullable String server, @Nullable RequestedTool request, Object message) {
    InferredToolRun run = take(id, server, request, message);
    if (run == null) {
      return null;
    }
    run.finish(message);
    return run.span();
  }

  /** Ends the tool run with this id, if there is one, because its result is no longer wanted. */
  public void cancelled(String id, @Nullable String server) {
    InferredToolRun run = take(id, server, null, this);
    if (run != null) {
      run.giveUp("cancelled");
    }
  }

  private synchronized @Nullable InferredToolRun take(
      String id, @Nullable String server, @Nullable RequestedTool request, Object message) {
    List<InferredToolRun> candidates = new ArrayList<>(byId.getOrDefault(id, List.of()));
    if (server != null) {
      candidates.removeIf(run -> run.server != null && !run.server.equals(server));
    }
    if (request != null) {
      candidates.removeIf(run -> !run.requested.equals(request));
    }
    InferredToolRun run =
        candidates.stream()
            .filter(each -> each.isAnsweredBy(message))
            .findFirst()
            .orElseGet(() -> choose(candidates));
    if (run != null) {
      remove(run);
      waiting.set(inOrder.size());
    }
    return run;
  }

  /**
   * Prefers the current trace; several equal candidates cannot be told apart, so the first is
   * taken.
   */
  private static @Nullable InferredToolRun choose(List<InferredToolRun> candidates) {
    if (candidates.size() < 2) {
      return candidates.isEmpty() ? null : candidates.get(0);
    }
    Span current = Context.current().span();
    String traceId = current == null ? null : current.traceId();
    List<InferredToolRun> ofTrace = candidates.stream().filter(run -> run.isOf(traceId)).toList();
    return ofTrace.isEmpty() ? null : ofTrace.get(0);
  }
}
