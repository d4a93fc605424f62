// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.mcp;

import dev.clew.api.data.McpData;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.call.CallPayload;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of a span for a request other than a tool call: for lists, the names, up to a limit.
 */
final class ListingPayload implements CallPayload {
  private static final int MAX_NAMES = 200;
  private static final Set<String> METHODS =
      Set.of(
          "tools/list",
          "resources/list",
          "resources/templates/list",
          "resources/read",
          "prompts/list",
          "prompts/get");

  private final @Nullable String server;
  private final String method;
  private volatile List<String> names = List.of();

  ListingPayload(@Nullable String server, String method) {
    this.server = server;
    this.method = method;
  }

  static boolean covers(String method) {
    return METHODS.contains(method);
  }

  /** Returns the requested resource or prompt; null for lists. */
  static @Nullable String target(@Nullable Object parameters) {
    if (parameters instanceof ReadResourceRequest resource) {
      return resource.uri();
    }
    return parameters instanceof GetPromptRequest prompt ? prompt.name() : null;
  }

  /** Reads the names immediately, because the application may modify the lists. */
  @Override
  public void result(Object answer) {
    if (answer instanceof ListToolsResult listed) {
      names = names(listed.tools(), Tool::name);
    } else if (answer instanceof ListResourcesResult listed) {
      names = names(listed.resources(), Resource::name);
    } else if (answer instanceof ListResourceTemplatesResult listed) {
      names = names(listed.resourceTemplates(), ResourceTemplate::name);
    } else if (answer instanceof ListPromptsResult listed) {
      names = names(listed.prompts(), Prompt::name);
    }
  }

  private static <T> List<String> names(@Nullable List<T> listed, Function<T, String> name) {
    List<String> names = new ArrayList<>();
    if (listed != null && LibraryClasses.isOfJdk(listed)) {
      listed.stream().limit(MAX_NAMES).map(name).filter(Objects::nonNull).forEach(names::add);
      if (listed.size() > MAX_NAMES) {
        names.add("… " + (listed.size() - MAX_NAMES) + " more");
      }
    }
    return names;
  }

  @Override
  public McpData render() {
    return new McpData(server, method, names);
  }

  @Override
  public long retainedBytes() {
    return 512L + 128L * names.size();
  }
}
