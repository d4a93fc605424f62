// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.agents.session;

import com.openai.models.beta.agents.AgentFunctionCallItem;
import dev.clew.api.trace.Tracer;
import dev.clew.kit.call.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools whose results are outstanding. Guarded by the {@link SessionRun}. */
final class ItemSpans {
  private static final int MAX_OPEN = 256;

  private final Tracer tracer;
  private final AgentSpan root;
  private final Map<String, ItemSpan> open = new LinkedHashMap<>();
  private Set<String> handled = Set.of();

  /** Creates an empty set; tools that get no span are counted on {@code root}. */
  ItemSpans(Tracer tracer, AgentSpan root) {
    this.tracer = tracer;
    this.root = root;
  }

  /** Sets the names of the tools that the library runs, which are observed rather than inferred. */
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
      // The event that added the tool may have come before the stream was opened.
      ItemSpan started = open(agent, item.id(), item.tool(), false, item);
      open.remove(item.id());
      if (started != null) {
        started.done(item);
      } else {
        root.dropped("functions");
      }
    }
  }

  void answered(TurnItem output) {
    ItemSpan started = open.remove(output.id());
    if (started != null) {
      started.answered(output);
    }
  }

  private @Nullable ItemSpan open(
      AgentSpan agent, String id, String name, boolean inferred, TurnItem item) {
    ItemSpan started = open.get(id);
    if (started == null && open.size() < MAX_OPEN) {
      started = new ItemSpan(tracer, agent, name, inferred, item);
      open.put(id, started);
    }
    return started;
  }

  void end(Outcome outcome) {
    open.values().forEach(item -> item.end(outcome));
    open.clear();
  }
}
