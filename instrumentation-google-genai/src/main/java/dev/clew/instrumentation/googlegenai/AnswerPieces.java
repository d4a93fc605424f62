// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai;

import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.Part;
import dev.clew.kit.agent.RequestedTool;
import dev.clew.kit.stream.TextBudget;
import dev.clew.kit.value.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles an answer from one or more responses, on the thread that reads them.
 *
 * <p>Texts are joined, because a response is many times as large as its piece of text; other parts
 * are kept as they are. The lock is held for one response, never while rendering: {@link #seal}
 * takes what has arrived, and later responses are ignored.
 */
final class AnswerPieces {
  private static final int MAX_PARTS = 512;

  private final TextBudget budget = new TextBudget(1_000_000);
  private final Map<Integer, Draft> drafts = new TreeMap<>();
  private @Nullable GenerateContentResponse last;
  private boolean complete;
  private boolean sealed;
  private long mediaBytes;

  /** A candidate: its parts so far, and the last response's rest of it. */
  private static final class Draft {
    private final List<Object> pieces = new ArrayList<>();
    private @Nullable Candidate last;

    /** A text that grows. */
    private record Text(boolean thought, StringBuilder text) {}

    void add(Part part, TextBudget budget) {
      String text = part.text().orElse(null);
      if (text == null) {
        if (pieces.size() < MAX_PARTS) {
          pieces.add(part);
        }
        return;
      }
      boolean thought = part.thought().orElse(false);
      Object latest = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
      if (latest instanceof Text open && open.thought == thought) {
        budget.append(open.text, text);
      } else if (!text.isEmpty() && pieces.size() < MAX_PARTS) {
        Text begun = new Text(thought, new StringBuilder());
        budget.append(begun.text, text);
        pieces.add(begun);
      }
    }

    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>(GenAiJson.read(last).values());
      List<Object> parts = new ArrayList<>();
      for (Object piece : pieces) {
        parts.add(
            piece instanceof Text text
                ? Map.of("text", text.text.toString(), "thought", text.thought)
                : GenAiJson.read(piece).values());
      }
      json.put("content", Map.of("parts", parts));
      return json;
    }
  }

  synchronized void add(GenerateContentResponse response) {
    if (sealed) {
      return;
    }
    last = response;
    complete |= response.promptFeedback().isPresent();
    for (Candidate candidate : GenAiLibrary.safe(response.candidates().orElse(null))) {
      Draft draft = drafts.computeIfAbsent(candidate.index().orElse(0), index -> new Draft());
      draft.last = candidate;
      complete |= candidate.finishReason().isPresent();
      Content content = candidate.content().orElse(null);
      if (content != null) {
        for (Part part : Contents.parts(content)) {
          draft.add(part, budget);
          mediaBytes += part.inlineData().isPresent() ? Contents.retainedBytes(part) : 0;
        }
      }
    }
  }

  synchronized boolean isComplete() {
    return complete;
  }

  synchronized long droppedCharacters() {
    return budget.dropped();
  }

  synchronized long retainedBytes() {
    return 2 * budget.used() + mediaBytes + 256L * drafts.size();
  }

  synchronized List<RequestedTool> requestedTools() {
    List<Part> parts = new ArrayList<>();
    Draft first = drafts.get(0);
    if (first != null) {
      first.pieces.forEach(
          piece -> {
            if (piece instanceof Part part) {
              parts.add(part);
            }
          });
    }
    return FunctionResults.requested(parts);
  }

  /** Returns the answer so far, and ignores later responses. */
  GenerateAnswer seal() {
    List<Draft> arrived = new ArrayList<>();
    GenerateContentResponse latest;
    synchronized (this) {
      sealed = true;
      latest = last;
      arrived.addAll(drafts.values()); // which nothing is added to any more
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>(GenAiJson.read(latest).values());
    json.put("candidates", arrived.stream().map(Draft::json).toList());
    return new GenerateAnswer(new JsonTree(json));
  }
}
