// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.models.beta.agents.AgentFunctionCallItem;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools whose results are still to come. Guarded by the {@link SessionRun}. */
final class ItemSpans {
  private static final int MAX_OPEN = 256;

  private final Tracer tracer;
  private final AgentSpan root;
  private final Map<String, ItemSpan> open = new LinkedHashMap<>();
  private Set<String> handled = Set.of();

  /** Counts on {@code root} the tools that get no span. */
  ItemSpans(Tracer tracer, AgentSpan root) {
    this.tracer = tracer;
    this.root = root;
  }

  /** Takes the names of tools that the library runs, which are seen and not inferred. */
  void handled(Set<String> names) {
    handled = names;
  }

  boolean isHandled(String name) {
    return handled.contains(name);
  }

  void added(AgentSpan agent, TurnItem item) {
    if (item.tool() != null) {
      open(agent, item.id(), item.tool(), false, item);
    } else if (item.content() instanceof AgentFunctionCallItem call) {
      String name = call._name().asString().orElse("tool");
      String id = call._callId().asString().orElse(null);
      if (id != null && !isHandled(name) && open(agent, id, name, true, item) == null) {
        root.dropped("functions");
      }
    }
  }

  void done(AgentSpan agent, TurnItem item) {
    if (item.tool() != null) {
      // The event that the tool was added with may have come before the stream was opened.
      ItemSpan begun = open(agent, item.id(), item.tool(), false, item);
      open.remove(item.id());
      if (begun != null) {
        begun.done(item);
      } else {
        root.dropped("functions");
      }
    }
  }

  void answered(TurnItem output) {
    ItemSpan begun = open.remove(output.id());
    if (begun != null) {
      begun.answered(output);
    }
  }

  private @Nullable ItemSpan open(
      AgentSpan agent, String id, String name, boolean inferred, TurnItem item) {
    ItemSpan begun = open.get(id);
    if (begun == null && open.size() < MAX_OPEN) {
      begun = new ItemSpan(tracer, agent, name, inferred, item);
      open.put(id, begun);
    }
    return begun;
  }

  void end(Outcome outcome) {
    open.values().forEach(item -> item.end(outcome));
    open.clear();
  }
}
