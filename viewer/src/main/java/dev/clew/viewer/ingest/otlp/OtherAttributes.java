// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clew.viewer.content.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads spans other than model calls: agents, tools, retrievals, guardrails, handoffs. */
final class OtherAttributes {

  private final Attributes attributes;
  private final String spanName;
  private final ObjectNode data;
  private final ObjectNode more;

  OtherAttributes(Attributes attributes, String spanName, ObjectNode data, ObjectNode more) {
    this.attributes = attributes;
    this.spanName = spanName;
    this.data = data;
    this.more = more;
  }

  void agent() {
    String name =
        attributes.text(
            "gen_ai.agent.name", "agent.name", "gen_ai.workflow.name", "ai.telemetry.functionId");
    data.put("name", name == null ? withoutOperation("invoke_agent ") : name);
    data.set("handoffs", array("clew.agent.handoffs"));
    ArrayNode tools = data.putArray("tools");
    JsonNode definitions = attributes.json("gen_ai.tool.definitions");
    if (definitions != null && definitions.isArray()) {
      for (JsonNode tool : definitions) {
        tools.add(tool.isTextual() ? tool.asText() : tool.path("name").asText());
      }
    }
    data.put("output_type", attributes.text("clew.agent.output_type", "gen_ai.output.type"));
    put(more, "description", attributes.text("gen_ai.agent.description"));
    put(
        more,
        "instructions",
        SystemInstructions.text(attributes.json("gen_ai.system_instructions")));
    String input = lastText(input(), "user");
    if (input != null) {
      more.putObject("inputs").put("input", input);
    }
    put(more, "output", lastText(output(), "assistant"));
    details("clew.agent.details.");
  }

  void function() {
    String name = attributes.text("gen_ai.tool.name", "tool.name", "ai.toolCall.name");
    data.put("name", name == null ? withoutOperation("execute_tool ") : name);
    String arguments =
        attributes.text(
            "gen_ai.tool.call.arguments",
            "ai.toolCall.args",
            "ai.toolCall.input",
            "tool.parameters",
            "langfuse.observation.input",
            "input.value");
    data.put("input", arguments);
    data.put(
        "output",
        attributes.text(
            "gen_ai.tool.call.result",
            "ai.toolCall.result",
            "ai.toolCall.output",
            "langfuse.observation.output",
            "output.value"));
    String server = attributes.text("clew.mcp.server");
    if (server != null || "tools/call".equals(attributes.peek("mcp.method.name"))) {
      String address = server == null ? attributes.text("server.address") : server;
      data.putObject("mcp_data").put("server", address == null ? "mcp" : address);
    } else {
      data.putNull("mcp_data");
    }
    put(
        more,
        "tool_call_id",
        attributes.text("gen_ai.tool.call.id", "tool.id", "tool_call.id", "ai.toolCall.id"));
    if (Boolean.parseBoolean(attributes.text("clew.tool.inferred"))) {
      more.put("inferred", true);
    }
  }

  void handoff() {
    data.put("from_agent", attributes.text("clew.handoff.from"));
    data.put("to_agent", attributes.text("clew.handoff.to"));
    put(more, "decided_by", attributes.text("clew.handoff.decided_by"));
  }

  void guardrail() {
    String name = attributes.text("clew.guardrail.name");
    data.put("name", name == null ? spanName : name);
    data.put("triggered", Boolean.parseBoolean(attributes.text("clew.guardrail.triggered")));
    details("clew.guardrail.details.");
  }

  void retrieval() {
    String source = attributes.text("gen_ai.data_source.id");
    data.put("source", source == null ? spanName : source);
    data.put(
        "query",
        attributes.text(
            "gen_ai.retrieval.query.text", "input.value", "langfuse.observation.input"));
    long topK = attributes.number("gen_ai.retrieval.top_k", "gen_ai.request.top_k");
    if (topK >= 0) {
      data.put("top_k", topK);
    }
    JsonNode documents =
        attributes.json("gen_ai.retrieval.documents", "langfuse.observation.output");
    if (documents == null || !documents.isArray()) {
      documents = attributes.tree("retrieval.documents");
    }
    ArrayNode list = data.putArray("documents");
    if (documents != null && documents.isArray()) {
      for (JsonNode given : documents) {
        JsonNode document = given.has("document") ? given.get("document") : given;
        ObjectNode entry = list.addObject();
        put(entry, "text", first(document, "text", "content"));
        put(entry, "source", first(document, "source", "id"));
        if (document.path("score").isNumber()) {
          entry.set("score", document.get("score"));
        }
      }
    }
  }

  void mcpTools() {
    String server = attributes.text("clew.mcp.server", "server.address");
    data.put("server", server == null ? spanName : server);
    data.set("result", array("clew.mcp.result"));
    put(more, "method", attributes.text("mcp.method.name"));
  }

  void custom() {
    data.put("name", spanName);
    ObjectNode custom = data.putObject("data");
    for (Map.Entry<String, JsonNode> entry : attributes.under("clew.custom.").entrySet()) {
      custom.set(entry.getKey(), entry.getValue());
    }
    JsonNode input = attributes.json("langfuse.observation.input", "input.value");
    JsonNode output = attributes.json("langfuse.observation.output", "output.value");
    if (input != null) {
      custom.set("input", input);
    }
    if (output != null) {
      custom.set("output", output);
    }
  }

  private @Nullable JsonNode input() {
    JsonNode messages = attributes.json("gen_ai.input.messages", "langfuse.observation.input");
    JsonNode other = attributes.json("input.value", "ai.prompt");
    return messages != null ? messages : other;
  }

  private @Nullable JsonNode output() {
    return attributes.json(
        "gen_ai.output.messages",
        "langfuse.observation.output",
        "output.value",
        "ai.response.text",
        "ai.response.object");
  }

  /** The text of the last message with a role, or of a value that is not a list of messages. */
  private static @Nullable String lastText(@Nullable JsonNode given, String role) {
    ArrayNode messages = MessageShapes.messages(given, role);
    if (messages == null) {
      return null;
    }
    String last = null;
    for (JsonNode message : messages) {
      if (role.equals(Json.text(message, "role"))) {
        last = Json.textOrJson(message.get("content"));
      }
    }
    return last;
  }

  private void details(String prefix) {
    Map<String, JsonNode> details = attributes.under(prefix);
    if (!details.isEmpty()) {
      ObjectNode into = more.putObject("details");
      details.forEach(into::set);
    }
  }

  private ArrayNode array(String key) {
    ArrayNode array = Json.MAPPER.createArrayNode();
    attributes.texts(key).forEach(array::add);
    return array;
  }

  private String withoutOperation(String operation) {
    return spanName.startsWith(operation) ? spanName.substring(operation.length()) : spanName;
  }

  private static @Nullable String first(JsonNode node, String one, String other) {
    String value = Json.textOrJson(node.get(one));
    return value == null ? Json.textOrJson(node.get(other)) : value;
  }

  private static void put(ObjectNode into, String field, @Nullable String value) {
    ModelCallAttributes.put(into, field, value);
  }
}
