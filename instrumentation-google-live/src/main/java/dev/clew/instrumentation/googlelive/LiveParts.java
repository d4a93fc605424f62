// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlelive;

import com.google.genai.types.Blob;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.Part;
import dev.clew.kit.value.JsonWriter;
import dev.clew.kit.value.MediaHash;
import java.util.ArrayList;
import java.util.List;

/** Reads the parts of contents. For the export thread only. */
final class LiveParts {
  private LiveParts() {}

  static List<dev.clew.api.message.Part> of(List<Part> parts) {
    List<dev.clew.api.message.Part> read = new ArrayList<>();
    parts.forEach(part -> read.add(of(part)));
    return read;
  }

  private static dev.clew.api.message.Part of(Part part) {
    String text = part.text().orElse(null);
    if (text != null) {
      return part.thought().orElse(false)
          ? new dev.clew.api.message.Part.Reasoning(text)
          : new dev.clew.api.message.Part.Text(text);
    }
    FunctionCall call = LiveLibrary.own(part.functionCall());
    if (call != null) {
      return of(call);
    }
    FunctionResponse response = LiveLibrary.own(part.functionResponse());
    if (response != null) {
      return new dev.clew.api.message.Part.ToolResult(
          response.id().or(response::name).orElse(null), output(response));
    }
    Blob blob = LiveLibrary.own(part.inlineData());
    String type = blob == null ? null : blob.mimeType().orElse(null);
    if (blob != null) {
      return MediaHash.ofBytes(MediaHash.modality(type), type, blob.data().orElse(new byte[0]));
    }
    return other(part);
  }

  private static dev.clew.api.message.Part other(Part part) {
    var file = LiveLibrary.own(part.fileData());
    if (file != null) {
      String type = file.mimeType().orElse(null);
      return new dev.clew.api.message.Part.Media(
          MediaHash.modality(type), type, file.fileUri().orElse(null), null, null);
    }
    var code = LiveLibrary.own(part.executableCode());
    if (code != null) {
      return new dev.clew.api.message.Part.Other("executable_code", code.code().orElse(null));
    }
    var result = LiveLibrary.own(part.codeExecutionResult());
    return new dev.clew.api.message.Part.Other(
        result == null ? "part" : "code_execution_result",
        result == null ? null : result.output().orElse(null));
  }

  static dev.clew.api.message.Part of(FunctionCall call) {
    return new dev.clew.api.message.Part.ToolCall(
        call.id().orElse(null), call.name().orElse(""), arguments(call));
  }

  static String arguments(FunctionCall call) {
    return JsonWriter.write(LiveLibrary.plain(call.args().orElse(null)));
  }

  /** Returns the text of a {@link FunctionResponse}. */
  static String output(Object response) {
    return JsonWriter.write(
        LiveLibrary.plain(((FunctionResponse) response).response().orElse(null)));
  }
}
