// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import static dev.clew.it.openai.ProviderBodies.chat;
import static dev.clew.it.openai.ProviderBodies.chatCall;
import static dev.clew.it.openai.ProviderBodies.chatCalls;
import static dev.clew.it.openai.ProviderBodies.chunk;
import static dev.clew.it.openai.ProviderBodies.completed;
import static dev.clew.it.openai.ProviderBodies.completion;
import static dev.clew.it.openai.ProviderBodies.created;
import static dev.clew.it.openai.ProviderBodies.functionCall;
import static dev.clew.it.openai.ProviderBodies.message;
import static dev.clew.it.openai.ProviderBodies.reasoning;
import static dev.clew.it.openai.ProviderBodies.response;
import static dev.clew.it.openai.ProviderBodies.textDelta;

import dev.clew.it.openai.FakeProvider.Answer;
import dev.clew.it.openai.FakeProvider.Script;
import java.util.List;

/** The provider's answers to {@code src/test/apps/openai-surfaces}. */
final class SurfacesScript {
  private static final String ROME = "{\\\"city\\\":\\\"Rome\\\"}";

  private SurfacesScript() {}

  static FakeProvider start() {
    // A phrase that contains another one comes first.
    Script script = new Script();
    chats(script);
    responses(script);
    texts(script);
    media(script);
    return FakeProvider.start(script);
  }

  private static void chats(Script script) {
    Answer busy =
        new Answer(
            429,
            "application/json",
            "{\"error\":{\"message\":\"Rate limit reached\",\"type\":\"requests\"}}",
            5);
    script.reply("retried-async", busy).json("retried-async", chat("at last"));
    script.reply("\"retried\"", busy).reply("\"retried\"", busy).json("\"retried\"", chat("well"));
    loop(script, "chat-loop-async", "async");
    loop(script, "chat-loop", "chat");
    script.json("bare-loop", chatCalls(chatCall("call_bare", "weather", ROME)), chat("bare sunny"));
    script.json(
        "chat-handoff",
        chatCalls(chatCall("call_handoff", "transfer_to_refunds", "{}")),
        chat("refunded"));
    script
        .events(
            "stream-loop",
            chunk("{\"role\":\"assistant\",\"content\":null}", "null"),
            chunk(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"call_streamed\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\"\"}}]}",
                "null"),
            chunk(
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\":\\\"Rome\\\"}\"}}]}",
                "null"),
            chunk("{}", "\"tool_calls\""),
            "[DONE]")
        .events(
            "stream-loop",
            chunk("{\"role\":\"assistant\",\"content\":\"Rome is sunny\"}", "null"),
            chunk("{}", "\"stop\""),
            "[DONE]");
    String trip = "{\\\"city\\\":\\\"Rome\\\",\\\"nights\\\":3}";
    script.json("\"structured\"", chat(trip)).json("\"structured-async\"", chat(trip));
  }

  private static void loop(Script script, String phrase, String id) {
    script.json(
        phrase,
        chatCalls(
            chatCall("call_" + id + "_1", "weather", ROME),
            chatCall("call_" + id + "_2", "hotels", ROME)),
        chatCalls(chatCall("call_" + id + "_3", "book", "{\\\"hotel\\\":\\\"Roma\\\"}")),
        chat("All is " + id));
  }

  private static void responses(Script script) {
    String trip =
        response("resp_structured", message("{\\\"city\\\":\\\"Rome\\\",\\\"nights\\\":2}"));
    script.json("structured-response", trip, trip);
    script.json("conversing", response("resp_conversing", message("We talk")));
    script.events(
        "response-stream-async",
        created("resp_stream_async"),
        textDelta("Fi"),
        textDelta("ne."),
        completed(response("resp_stream_async", message("Fine."))));
    script.events(
        "response-stream",
        created("resp_stream"),
        textDelta("Fi"),
        textDelta("ne."),
        completed(response("resp_stream", message("Fine."))));
    script.events("response-early-close", created("resp_early"), textDelta("Fi"), textDelta("ne."));
    script.events("response-cut", created("resp_cut"), textDelta("Fi"));
    script.json("response-async", response("resp_async", message("Fine.")));
    script.json("response-raw", response("resp_raw", message("Fine.")));
    script.json(
        "response-failed", ProviderBodies.failedResponse("resp_failed", "server_error", "Oh."));
    script.json("resp_loop_2", response("resp_loop_3", message("All booked")));
    script.json(
        "resp_loop_1",
        response("resp_loop_2", functionCall("rcall_3", "book", "{\\\"hotel\\\":\\\"Roma\\\"}")));
    script.json(
        "response-loop",
        response(
            "resp_loop_1",
            reasoning("I need the weather."),
            functionCall("rcall_1", "weather", ROME),
            functionCall("rcall_2", "hotels", ROME)));
    script.json("resp_handoff_1", response("resp_handoff_2", message("refunded")));
    script.json(
        "response-handoff",
        response("resp_handoff_1", functionCall("rcall_4", "handoff_to_billing", "{}")));
    script.json("\"response\"", response("resp_plain", reasoning("I think."), message("Fine.")));
  }

  private static void texts(Script script) {
    script.events(
        "completion-stream-async",
        completion("This ", "null", false),
        completion("is.", "\"stop\"", false),
        "[DONE]");
    script.events(
        "completion-stream",
        completion("This ", "null", false),
        completion("is.", "\"stop\"", true),
        "[DONE]");
    script.json("completion-async", completion("This is.", "\"stop\"", true));
    script.json("\"completion\"", completion("This is a test.", "\"length\"", true));
    script.json("embedded-async", ProviderBodies.embeddings());
    script.json("embedded", ProviderBodies.embeddings());
    script.json("moderated-async", ProviderBodies.moderation(false));
    script.json("moderated", ProviderBodies.moderation(true));
  }

  private static void media(Script script) {
    String painted = ProviderBodies.completedImage("generation");
    script.events("painted-stream", ProviderBodies.partialImage("generation"), painted);
    script.events("painted-stream", ProviderBodies.partialImage("generation"), painted);
    script.json("painted-async", ProviderBodies.image());
    script.json("painted", ProviderBodies.image());
    String edited = ProviderBodies.completedImage("edit");
    script.events("edited-stream", ProviderBodies.partialImage("edit"), edited);
    script.events("edited-stream", ProviderBodies.partialImage("edit"), edited);
    script.json("edited", ProviderBodies.image(), ProviderBodies.image());
    script.json("varied", ProviderBodies.image(), ProviderBodies.image());
    Answer sound = new Answer(200, "audio/mpeg", "MP3-BYTES", -1);
    script.reply("spoken-async", sound).reply("spoken", sound);
    for (String way : List.of("transcribed-stream-async", "transcribed-stream")) {
      script.events(
          way,
          "{\"type\":\"transcript.text.delta\",\"delta\":\"Hel\"}",
          "{\"type\":\"transcript.text.delta\",\"delta\":\"lo\"}",
          "{\"type\":\"transcript.text.done\",\"text\":\"Hello\"}");
    }
    script.json("transcribed", ProviderBodies.transcript(), ProviderBodies.transcript());
    script.json("translated", "{\"text\":\"Good day\"}", "{\"text\":\"Good day\"}");
    script.json("file-batched", ProviderBodies.batch("batch_7", "validating"));
    script.json("batch_looked_at", ProviderBodies.batch("batch_looked_at", "in_progress"));
    script.json("batch_cancelled", ProviderBodies.batch("batch_cancelled", "cancelling"));
  }
}
