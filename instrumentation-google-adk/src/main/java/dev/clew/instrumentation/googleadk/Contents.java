// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googleadk;

import com.google.adk.models.LlmRequest;
import com.google.genai.types.Blob;
import com.google.genai.types.Content;
import com.google.genai.types.FileData;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import dev.clew.api.message.Message;
import dev.clew.api.message.ToolDefinition;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the contents of requests and responses, which are Gemini's whatever the model. */
final class Contents {
  /** What a request configures besides instructions and tools; none of it is a credential. */
  private static final List<String> PARAMETERS =
      List.of(
          "temperature",
          "topP",
          "topK",
          "maxOutputTokens",
          "candidateCount",
          "stopSequences",
          "presencePenalty",
          "frequencyPenalty",
          "seed",
          "responseMimeType",
          "responseModalities",
          "cachedContent");

  private Contents() {}

  /** Returns the texts of {@code content}, without the model's thoughts. */
  static String text(Content content) {
    return parts(content).stream()
        .filter(part -> !part.thought().orElse(false))
        .map(part -> part.text().orElse(""))
        .collect(Collectors.joining());
  }

  /** Returns the system instructions of a request, or null. */
  static @Nullable String instructions(LlmRequest request) {
    return request
        .config()
        .flatMap(GenerateContentConfig::systemInstruction)
        .map(Contents::text)
        .orElse(null);
  }

  static List<String> toolNames(LlmRequest request) {
    return List.copyOf(request.tools().keySet());
  }

  /** Returns the messages of a request, instructions first. */
  static List<Message> input(LlmRequest request) {
    List<Message> messages = new ArrayList<>();
    String instructions = instructions(request);
    if (instructions != null && !instructions.isEmpty()) {
      messages.add(Message.text("system", instructions));
    }
    for (Content content : PlainValues.elements(request.contents())) {
      List<dev.clew.api.message.Part> parts = converted(parts(content));
      messages.add(Message.of(role(content, parts), parts));
    }
    return messages;
  }

  /** Results of tools come from the user, as far as Gemini is concerned. */
  private static String role(Content content, List<dev.clew.api.message.Part> parts) {
    if (parts.stream().anyMatch(dev.clew.api.message.Part.ToolResult.class::isInstance)) {
      return "tool";
    }
    String role = content.role().orElse("user");
    return role.equals("model") ? "assistant" : role;
  }

  /** Returns the model's answer, or null if it is empty. */
  static @Nullable Message answer(List<Part> parts) {
    return parts.isEmpty() ? null : Message.of("assistant", converted(parts));
  }

  static Map<String, @Nullable Object> parameters(LlmRequest request) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    GenerateContentConfig config = request.config().orElse(null);
    for (String parameter : PARAMETERS) {
      Object value = AdkClasses.read(config, parameter);
      if (value != null) {
        parameters.put(parameter, PlainValues.of(value));
      }
    }
    return parameters;
  }

  static List<ToolDefinition> tools(LlmRequest request) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (Tool tool : request.config().flatMap(GenerateContentConfig::tools).orElse(List.of())) {
      for (FunctionDeclaration function : tool.functionDeclarations().orElse(List.of())) {
        tools.add(
            new ToolDefinition(
                function.name().orElse(""),
                function.description().orElse(null),
                function.parameters().map(AdkJson::tree).orElse(null)));
      }
    }
    return tools;
  }

  static List<Part> parts(Content content) {
    return AdkClasses.mayCall(content)
        ? PlainValues.elements(content.parts().orElse(List.of()))
        : List.of();
  }

  private static List<dev.clew.api.message.Part> converted(List<Part> parts) {
    List<dev.clew.api.message.Part> converted = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean thought = false;
    for (Part part : parts) {
      boolean isText = part.text().isPresent();
      if (!isText || part.thought().orElse(false) != thought) {
        addText(text, thought, converted);
        thought = part.thought().orElse(false);
      }
      if (isText) {
        text.append(part.text().get()); // a stream has a part per chunk
      } else {
        converted.add(converted(part));
      }
    }
    addText(text, thought, converted);
    return converted;
  }

  private static void addText(
      StringBuilder text, boolean thought, List<dev.clew.api.message.Part> parts) {
    if (!text.isEmpty()) {
      parts.add(
          thought
              ? new dev.clew.api.message.Part.Reasoning(text.toString())
              : new dev.clew.api.message.Part.Text(text.toString()));
      text.setLength(0);
    }
  }

  private static dev.clew.api.message.Part converted(Part part) {
    if (part.functionCall().isPresent()) {
      FunctionCall call = part.functionCall().get();
      return new dev.clew.api.message.Part.ToolCall(
          call.id().orElse(null),
          call.name().orElse(""),
          PlainValues.json(call.args().orElse(Map.of())));
    }
    if (part.functionResponse().isPresent()) {
      FunctionResponse response = part.functionResponse().get();
      return new dev.clew.api.message.Part.ToolResult(
          response.id().or(response::name).orElse(null),
          PlainValues.json(response.response().orElse(Map.of())));
    }
    if (part.inlineData().isPresent()) {
      Blob blob = part.inlineData().get();
      String type = blob.mimeType().orElse(null);
      return MediaHash.ofBytes(MediaHash.modality(type), type, blob.data().orElse(new byte[0]));
    }
    if (part.fileData().isPresent()) {
      FileData file = part.fileData().get();
      String type = file.mimeType().orElse(null);
      return new dev.clew.api.message.Part.Media(
          MediaHash.modality(type), type, file.fileUri().orElse(null), null, null);
    }
    if (part.executableCode().isPresent()) {
      return new dev.clew.api.message.Part.Other(
          "executable_code", part.executableCode().get().code().orElse(null));
    }
    return new dev.clew.api.message.Part.Other(
        part.codeExecutionResult().isPresent() ? "code_execution_result" : "part",
        part.codeExecutionResult().flatMap(result -> result.output()).orElse(null));
  }

  /** Returns roughly how much memory {@code content} keeps alive. */
  static long size(Content content) {
    long bytes = 0;
    for (Part part : parts(content)) {
      bytes +=
          256
              + part.text().map(String::length).orElse(0)
              + part.inlineData().flatMap(Blob::data).map(data -> data.length).orElse(0);
    }
    return bytes;
  }
}
