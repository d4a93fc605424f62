// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.openai;

import dev.clew.it.openai.FakeProvider.Answer;
import dev.clew.it.openai.FakeProvider.Script;

/** The answers of a hosted-agents provider to {@code src/test/apps/openai-agents}. */
final class AgentsScript {
  private static final Answer NOTHING = new Answer(200, "application/json", "", -1);
  private static final String CALL =
      """
      {"type":"function_call","id":"fc_1","turn_id":"turn_1","call_id":"call_1","name":"weather",
       "arguments":"{\\"city\\":\\"Rome\\"}","status":"completed"}""";
  private static final String COMMAND =
      """
      {"type":"command_execution","id":"ce_1","turn_id":"turn_1","command":"ls","cwd":"/",
       "output":%s,"exit_code":0,"status":"%s"}""";

  private int number;
  private String session = "";

  private AgentsScript() {}

  static FakeProvider start() {
    AgentsScript events = new AgentsScript();
    Script script = new Script();
    script.json("forecast of the tool", ProviderBodies.chat("sunny"));
    events.followUp(script, "tool", true);
    events.followUp(script, "failing", true);
    events.followUp(script, "later", true);
    events.followUp(script, "early", false);
    script
        .events("/cut/events", events.turn("created", ""), events.delta("Hal"))
        .reply("/cut/events", NOTHING)
        .json("/cut", session("cut"));
    script
        .events(
            "/broken/events",
            events.turn("created", ""),
            events.turn("failed", ""),
            events.session("failed", "broken"))
        .reply("/broken/events", NOTHING)
        .json("/broken", session("broken"));
    script.reply(
        "/refused",
        new Answer(404, "application/json", "{\"error\":{\"message\":\"no such session\"}}", -1));
    script.json("/retrieved", session("retrieved"));
    script.events("ask-created", events.withSubagent());
    script.events("ask-soon", events.plain("soon"));
    script.events("ask-raw", events.plain("raw"));
    return FakeProvider.start(script);
  }

  private void followUp(Script script, String name, boolean tool) {
    session = name;
    String events = "/" + session + "/events";
    script.events(
        events,
        turn("created", ""),
        item("added", CALL),
        item("done", CALL),
        item("done", message(session + " answer")),
        turn("completed", usage()),
        session("idle", session));
    script.reply(events, NOTHING);
    if (tool) {
      script.reply(events, NOTHING);
    }
    script.json("/" + session, session(session));
  }

  private String[] plain(String name) {
    session = name;
    return new String[] {
      session("created", session),
      turn("created", ""),
      delta("answer"),
      item("done", message(session + " answer")),
      turn("completed", usage()),
      session("idle", session)
    };
  }

  private String[] withSubagent() {
    session = "created";
    String turn =
        ",\"turn\":{\"id\":\"turn_2\",\"object\":\"agent.session.turn\",\"session_id\":\"SESSION\","
            + "\"agent_id\":\"agent_1\",\"created_at\":1,\"status\":\"completed\","
            + "\"subagent_id\":\"agent_2\",\"error\":null}";
    String about = "\"session_id\":\"SESSION\",\"turn_id\":\"turn_2\"" + turn;
    return new String[] {
      session("created", "created"),
      turn("created", ""),
      delta("cre"),
      item("added", COMMAND.formatted("null", "in_progress")),
      item("done", COMMAND.formatted("\"a.txt\"", "completed")),
      subagent("created"),
      event("turn.created", about),
      event("turn.completed", about + usage()),
      item(
          "done",
          """
          {"type":"send_subagent_input_call","id":"si_1","turn_id":"turn_1","status":"completed",
           "sender_agent_id":"agent_1","recipient_agent_id":"agent_2",
           "content":[{"type":"output_text","text":"Once more."}]}"""),
      subagent("closed"),
      item("done", message("created answer")),
      turn("completed", usage()),
      session("idle", "created")
    };
  }

  private String event(String type, String fields) {
    return "{\"type\":\"agent.session.%s\",\"event_id\":\"evt_%d\",%s}"
        .formatted(type, ++number, fields.replace("SESSION", session));
  }

  private static String session(String id) {
    return """
        {"id":"%s","object":"agent.session","created_at":1,"last_active_at":1,"status":"idle",
         "metadata":{},"required_actions":[],"vault_ids":[],"environment":{"type":"none"},
         "error":"It gave up.","agent":{"id":"agent_1","name":"Concierge","model":"gpt-5.1",
         "instructions":"Be kind.","tools":[{"type":"function","name":"weather"}],"reasoning":{},
         "text":{},"service_tier":"auto","multi_agent":{"enabled":true}}}"""
        .formatted(id);
  }

  private String session(String state, String id) {
    return event(state, "\"session\":" + session(id));
  }

  private String turn(String state, String usage) {
    String turn =
        "{\"id\":\"turn_1\",\"object\":\"agent.session.turn\",\"session_id\":\"SESSION\","
            + "\"agent_id\":\"agent_1\",\"created_at\":1,\"status\":\"in_progress\","
            + "\"subagent_id\":null,\"error\":%s}";
    String error =
        state.equals("failed") ? "{\"code\":\"server_error\",\"message\":\"It broke.\"}" : "null";
    return event(
        "turn." + state,
        "\"session_id\":\"SESSION\",\"turn_id\":\"turn_1\",\"turn\":"
            + turn.formatted(error)
            + usage);
  }

  private static String usage() {
    return ",\"usage\":{\"input_tokens\":120,\"input_tokens_details\":{\"cached_tokens\":20},"
        + "\"output_tokens\":30,\"output_tokens_details\":{\"reasoning_tokens\":10},"
        + "\"total_tokens\":150}";
  }

  private String subagent(String state) {
    return event(
        "subagent." + state,
        """
        "subagent":{"id":"agent_2","object":"agent.session.subagent","name":"Scout",
         "session_id":"SESSION","parent_agent_id":"agent_1","opened_at":1,"status":"active",
         "instructions":[{"type":"output_text","text":"Look around."}]}""");
  }

  private String item(String state, String item) {
    return event(
        "turn.item." + state,
        "\"session_id\":\"SESSION\",\"turn_id\":\"turn_1\",\"output_index\":0,\"item\":" + item);
  }

  private String delta(String text) {
    return event(
        "turn.output_text.delta",
        "\"session_id\":\"SESSION\",\"turn_id\":\"turn_1\",\"item_id\":\"msg_1\",\"output_index\":0,"
            + "\"content_index\":0,\"delta\":\""
            + text
            + "\"");
  }

  private static String message(String text) {
    return """
        {"type":"message","id":"msg_1","turn_id":"turn_1","role":"assistant","status":"completed",
         "phase":"final_answer","content":[{"type":"output_text","text":"%s"}]}"""
        .formatted(text);
  }
}
