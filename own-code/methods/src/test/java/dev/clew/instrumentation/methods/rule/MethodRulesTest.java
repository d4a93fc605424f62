// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.methods.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MethodRulesTest {
  private final List<String> warnings = new ArrayList<>();

  @Test
  void setting_hasRulesSeparatedBySemicolons() {
    List<MethodRules.Sourced> rules =
        MethodRules.ofSetting(
            "clew.methods",
            "com.acme.Billing[charge]=function; com.acme.Router[route]=handoff(target=$1.name);"
                + " com.acme.Safety[check]=guardrail(triggered=$result.blocked)",
            warnings::add);

    assertThat(rules)
        .extracting(MethodRules.Sourced::span)
        .containsExactly(
            "function", "handoff(target=$1.name)", "guardrail(triggered=$result.blocked)");
    assertThat(warnings).isEmpty();
  }

  @Test
  void semicolonInQuotes_doesNotSeparate() {
    List<MethodRules.Sourced> rules =
        MethodRules.ofSetting(
            "clew.methods", "a.B[c]=agent(name='x;y');a.C[d]=agent", warnings::add);

    assertThat(rules).hasSize(2);
  }

  @Test
  void wrongRule_isReportedInOneLine_andTheOthersWork() {
    List<MethodRules.Sourced> rules =
        MethodRules.ofSetting(
            "clew.methods", "a.B[c]=agent; a.B[d]=agnt ;a.B[e]=custom(name='x)", warnings::add);

    assertThat(rules).extracting(rule -> rule.text().strip()).containsExactly("a.B[c]=agent");
    assertThat(warnings)
        .containsExactly(
            "clew.methods, column 22: 'agnt' is not a type of span; write one of agent,"
                + " generation, response, function, handoff, guardrail, embedding, retrieval, mcp,"
                + " custom; ignoring 'a.B[d]=agnt'",
            "clew.methods, column 47: the quote is not closed; ignoring 'a.B[e]=custom(name='x)'");
  }

  @Test
  void file_hasOneRulePerLine_andComments() {
    List<MethodRules.Sourced> rules =
        MethodRules.ofFile(
            "methods.txt",
            List.of("# tools", "", "  a.B[c]=function", "  # more", "a.B[d]=funktion"),
            warnings::add);

    assertThat(rules).extracting(MethodRules.Sourced::source).containsExactly("methods.txt line 3");
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("methods.txt line 5, column 8: 'funktion' is not a type of span;");
  }
}
