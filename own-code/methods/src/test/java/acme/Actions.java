// SPDX-License-Identifier: Apache-2.0
package acme;

import dev.clew.annotation.AgentSpan;
import dev.clew.annotation.GuardrailSpan;
import dev.clew.annotation.HandoffSpan;
import dev.clew.annotation.ToolSpan;
import dev.clew.annotation.Traced;
import java.util.Map;

/** Methods with annotations. */
public final class Actions {
  @Action
  public String marked() {
    return "marked";
  }

  public String unmarked() {
    return "unmarked";
  }

  @AgentSpan(
      name = "desk",
      group = "$1.customer",
      metadata = {"team=support", "tier=$1.tier"})
  public String agent(Map<String, String> request) {
    tool("x");
    handOff();
    check("password");
    return model("hi");
  }

  @ToolSpan
  public String tool(String input) {
    return input;
  }

  @HandoffSpan
  public String handOff() {
    return "billing";
  }

  @GuardrailSpan(name = "safety", triggered = "$result")
  public boolean check(String text) {
    return text.contains("password");
  }

  @Traced(type = Traced.Type.GENERATION, model = "acme-1", inputTokens = "$1.length")
  public String model(String prompt) {
    return "hello";
  }

  @ToolSpan(name = "$1.")
  public String wrong() {
    return "works";
  }

  /** Class-level annotation. */
  @Action
  public static final class Marked {
    public String first() {
      return "1";
    }

    public String second() {
      return "2";
    }
  }
}
