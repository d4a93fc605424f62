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
 * What the model answers, by the words of the user: each conversation has replies of its own, so it
 * does not matter which runs first.
 */
public final class ScriptedModel {
  private final Map<String, List<Reply>> conversations = new LinkedHashMap<>();

  /** Answers conversations whose last user message contains {@code phrase}, in this order. */
  public ScriptedModel on(String phrase, Reply... replies) {
    conversations.put(phrase, List.of(replies));
    return this;
  }

  /** Returns a script that is at the beginning of every conversation. */
  ModelScript begin() {
    Map<String, SequenceScript> running = new LinkedHashMap<>();
    conversations.forEach(
        (phrase, replies) -> running.put(phrase, SequenceScript.of(replies.toArray(Reply[]::new))));
    return request -> reply(running, request);
  }

  private static Reply reply(Map<String, SequenceScript> running, ChatRequest request) {
    String said = request.last("user");
    return running.entrySet().stream()
        .filter(each -> said.contains(each.getKey()))
        .findFirst()
        .map(each -> each.getValue().reply(request))
        .orElseGet(() -> Reply.error(400, "no conversation about: " + said));
  }
}
