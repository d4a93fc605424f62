// SPDX-License-Identifier: Apache-2.0
package app;

import com.google.genai.Chat;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.gaos.models.interactions.CreateModelInteraction;
import com.google.genai.gaos.models.interactions.Interaction;
import com.google.genai.gaos.models.interactions.InteractionsInput;
import com.google.genai.gaos.models.interactions.Model;
import com.google.genai.gaos.models.operations.CreateInteractionRequestBody;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Calls Gemini in every way, and prints what came back. */
public final class Main {
  private static final Logger QUIET = Logger.getLogger("com.google.genai");
  private static final String MODEL = "gemini-x";
  private static Client client;

  private Main() {}

  /** A function that the client runs by itself. */
  public static String fare(String to) {
    if (to.equals("Atlantis")) {
      throw new IllegalStateException("no ferry to Atlantis");
    }
    return "90 euros";
  }

  public static void main(String[] args) throws Exception {
    QUIET.setLevel(Level.OFF); // it would print the time
    client =
        Client.builder()
            .apiKey(args[1])
            .httpOptions(HttpOptions.builder().baseUrl(args[0].replace("/v1", "")).build())
            .build();
    say("plain", client.models.generateContent(MODEL, "plain", briefly().build()).text());
    say("async", client.async.models.generateContent(MODEL, "async", null).get().text());
    Chat chat = client.chats.create(MODEL);
    say("chat", chat.sendMessage("chat first").text());
    say("chat", chat.sendMessage("chat second").text());
    say("stream-whole", streamed("stream-whole", Integer.MAX_VALUE));
    say("stream-early-close", streamed("stream-early-close", 2));
    StringBuilder pieces = new StringBuilder();
    client
        .async
        .models
        .generateContentStream(MODEL, "stream-async", null)
        .get()
        .forEach(each -> pieces.append(each.text()));
    say("stream-async", pieces);
    for (String way : new String[] {"stream-error", "refused"}) {
      try {
        say(
            way,
            way.startsWith("stream")
                ? streamed(way, 9)
                : client.models.generateContent(MODEL, way, null));
      } catch (RuntimeException e) {
        say(way, e);
      }
    }
    GenerateContentConfig functions =
        GenerateContentConfig.builder()
            .tools(
                List.of(
                    Tool.builder()
                        .functions(List.of(Main.class.getMethod("fare", String.class)))
                        .build()))
            .build();
    say("automatic", client.models.generateContent(MODEL, "automatic", functions).text());
    say(
        "automatic-async",
        client.async.models.generateContent(MODEL, "auto-async", functions).get().text());
    say("own", ownLoop());
    say(
        "embedding",
        client.models.embedContent(MODEL, "embedding", null).embeddings().get().size());
    String first = interaction("interaction first", null).id().get();
    say("interaction", interaction("interaction second", first).outputText());
    StringBuilder types = new StringBuilder();
    client
        .interactions
        .create(
            CreateInteractionRequestBody.of(question("interaction stream").stream(true).build()))
        .events()
        .forEach(event -> types.append(event.data().get().eventType()).append(' '));
    say("interaction-stream", types);
    System.exit(3);
  }

  private static void say(String way, Object what) {
    System.out.println(way + ": " + what);
  }

  private static GenerateContentConfig.Builder briefly() {
    return GenerateContentConfig.builder()
        .temperature(0.5f)
        .systemInstruction(Content.fromParts(Part.fromText("Answer briefly.")));
  }

  private static CreateModelInteraction.Builder question(String phrase) {
    return CreateModelInteraction.builder()
        .model(Model.of(MODEL))
        .input(InteractionsInput.of(phrase));
  }

  private static Interaction interaction(String phrase, String previous) {
    CreateModelInteraction.Builder question = question(phrase);
    if (previous != null) {
      question.previousInteractionId(previous);
    }
    return client
        .interactions
        .create(CreateInteractionRequestBody.of(question.build()))
        .interaction()
        .get();
  }

  private static String streamed(String phrase, int responses) {
    StringBuilder text = new StringBuilder();
    try (ResponseStream<GenerateContentResponse> stream =
        client.models.generateContentStream(MODEL, phrase, null)) {
      int read = 0;
      for (GenerateContentResponse each : stream) {
        text.append(each.text());
        if (++read == responses) {
          break;
        }
      }
    }
    return text.toString();
  }

  /** Runs the function itself, and sends the conversation back. */
  private static String ownLoop() {
    GenerateContentConfig declared =
        briefly()
            .tools(
                List.of(
                    Tool.builder()
                        .functionDeclarations(
                            List.of(FunctionDeclaration.builder().name("fare").build()))
                        .build()))
            .build();
    List<Content> conversation = new ArrayList<>();
    conversation.add(Content.builder().role("user").parts(List.of(Part.fromText("own"))).build());
    GenerateContentResponse asked = client.models.generateContent(MODEL, conversation, declared);
    conversation.add(asked.candidates().get().get(0).content().get());
    conversation.add(
        Content.builder()
            .role("user")
            .parts(List.of(Part.fromFunctionResponse("fare", Map.of("result", fare("Lisbon")))))
            .build());
    return client.models.generateContent(MODEL, conversation, declared).text();
  }
}
