// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.examples.modelserver.ChatRequest;
import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.Reply;
import dev.clew.examples.modelserver.SequenceScript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The model's answers, selected by the user's words: each conversation has its own replies, so
 * their order does not matter.
 */
public final class ScriptedModel {
  private final Map<String, List<Reply>> conversations = new LinkedHashMap<>();

  /** Answers conversations whose last user message contains {@code phrase}, in this order. */
  public ScriptedModel on(String phrase, Reply... replies) {
    conversations.put(phrase, List.of(replies));
    return this;
  }

  /** Returns a script positioned at the start of every conversation. */
  public ModelScript begin() {
    Map<String, SequenceScript> running = new LinkedHashMap<>();
    conversations.forEach(
        (phrase, replies) -> running.put(phrase, SequenceScript.of(replies.toArray(Reply[]::new))));
    return request -> reply(running, request);
  }

  private static Reply reply(Map<String, SequenceScript> running, ChatRequest request) {
    String userText = request.last("user");
    return running.entrySet().stream()
        .filter(each -> userText.contains(each.getKey()))
        .findFirst()
        .map(each -> each.getValue().reply(request))
        .orElseGet(() -> Reply.error(400, "no conversation about: " + userText));
  }
}
