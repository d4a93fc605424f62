// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.stream;

import dev.clew.kit.agent.RequestedTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a streamed answer, whose arguments arrive in chunks. Bounded; not thread-safe.
 */
public final class StreamedToolCalls {
  private static final int MAX_CALLS = 256;

  private final TextBudget budget;
  private final Map<Long, Call> calls = new TreeMap<>();

  /** Counts the characters of all calls against {@code budget}. */
  public StreamedToolCalls(TextBudget budget) {
    this.budget = budget;
  }

  /** One call so far. */
  public static final class Call {
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder arguments = new StringBuilder();
    private @Nullable String id;
    private boolean freeText;

    /** Adds a chunk; some providers repeat id and name in every chunk. */
    public void add(
        @Nullable String givenId,
        @Nullable String namePiece,
        @Nullable String argumentsPiece,
        TextBudget budget) {
      id = id == null ? givenId : id;
      if (name.length() == 0) {
        budget.append(name, namePiece);
      }
      budget.append(arguments, argumentsPiece);
    }

    /** Adds a chunk of a call whose argument is free text rather than JSON. */
    public void addFreeText(
        @Nullable String namePiece, @Nullable String textPiece, TextBudget budget) {
      freeText = true;
      add(null, namePiece, textPiece, budget);
    }

    /** Returns whether the argument is free text. */
    public boolean isFreeText() {
      return freeText;
    }

    public @Nullable String id() {
      return id;
    }

    public String name() {
      return name.toString();
    }

    public String arguments() {
      return arguments.toString();
    }
  }

  /** Adds a chunk of the call at {@code index}; calls beyond the limit are dropped. */
  public void add(
      long index, @Nullable String id, @Nullable String name, @Nullable String arguments) {
    Call call = at(index);
    if (call != null) {
      call.add(id, name, arguments, budget);
    }
  }

  /** Returns the call at {@code index}, creating it if needed; null beyond the limit. */
  public @Nullable Call at(Long index) {
    Call call = calls.get(index);
    if (call == null && calls.size() < MAX_CALLS) {
      call = new Call();
      calls.put(index, call);
    }
    return call;
  }

  /** Passes the calls to {@code action}, ordered by index. */
  public void forEach(Consumer<? super Call> action) {
    calls.values().forEach(action);
  }

  /** Returns the calls that have an id, with whatever has arrived of them. */
  public List<RequestedTool> requested() {
    List<RequestedTool> requested = new ArrayList<>(calls.size());
    for (Call call : calls.values()) {
      String id = call.id();
      if (id != null) {
        requested.add(new RequestedTool(id, call.name(), call.arguments()));
      }
    }
    return requested;
  }
}
