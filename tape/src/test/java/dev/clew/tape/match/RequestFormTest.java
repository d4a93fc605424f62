// SPDX-License-Identifier: Apache-2.0
package dev.clew.tape.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.api.tape.TapeRequest.Kind;
import dev.clew.tape.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestFormTest {
  private static RequestForm form(String body) {
    return form(Kind.HTTP, body);
  }

  private static RequestForm form(Kind kind, String body) {
    try {
      return RequestForm.of(kind, "POST", "/v1/chat/completions", Json.read(body));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSame(String one, String other) {
    assertThat(form(one).key()).isEqualTo(form(other).key());
  }

  private static void assertDifferent(String one, String other) {
    assertThat(form(one).key()).isNotEqualTo(form(other).key());
  }

  @Test
  void key_orderOfFields_isTheSame() {
    assertSame("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"b\":{\"d\":3,\"c\":2},\"a\":1}");
  }

  @Test
  void key_waysToWriteANumber_isTheSame() {
    assertSame("{\"a\":189.00,\"b\":0.0,\"c\":100}", "{\"a\":189,\"b\":0,\"c\":1e2}");
  }

  @Test
  void key_orderOfToolsAndRequiredFields_isTheSame() {
    assertSame(
        "{\"tools\":[{\"name\":\"a\",\"required\":[\"x\",\"y\"]},{\"name\":\"b\"}]}",
        "{\"tools\":[{\"name\":\"b\"},{\"required\":[\"y\",\"x\"],\"name\":\"a\"}]}");
  }

  @Test
  void key_orderOfMessages_isAnother() {
    assertDifferent("{\"messages\":[\"a\",\"b\"]}", "{\"messages\":[\"b\",\"a\"]}");
  }

  @Test
  void key_orderWithinJsonInAString_isTheSame() {
    assertSame(
        "{\"content\":\"{\\\"a\\\":1, \\\"b\\\":2}\"}",
        "{\"content\":\"{\\\"b\\\":2,\\\"a\\\":1}\"}");
  }

  @Test
  void key_metaOfMcp_isLeftOut() {
    RequestForm one = form(Kind.MCP, "{\"name\":\"fare\",\"_meta\":{\"traceparent\":\"00-1\"}}");
    RequestForm other = form(Kind.MCP, "{\"name\":\"fare\"}");

    assertThat(one.key()).isEqualTo(other.key());
    assertDifferent("{\"_meta\":1}", "{}");
  }

  @Test
  void key_isTwelveBytes() {
    assertThat(form("{}").key()).matches("[0-9a-f]{24}");
  }

  @Test
  void loose_idsAndTimes_isTheSame() {
    RequestForm one =
        form(
            "{\"id\":\"3f0f7ac1-58cd-4d3c-b0a6-2d7a9b0d7c11\",\"at\":\"2026-11-29T17:05:11Z\","
                + "\"n\":1764435911,\"call\":\"call_abc123\",\"trace\":\"0af7651916cd43dd8448eb21\"}");
    RequestForm other =
        form(
            "{\"id\":\"9a0f7ac1-58cd-4d3c-b0a6-2d7a9b0d7c99\",\"at\":\"2026-11-30T01:02:03.5+01:00\","
                + "\"n\":1764499999,\"call\":\"call_xyz789\",\"trace\":\"ffff651916cd43dd8448eb21\"}");

    assertThat(one.key()).isNotEqualTo(other.key());
    assertThat(one.loose()).isEqualTo(other.loose());
  }

  @Test
  void loose_equalIdsBecomeDifferent_isAnother() {
    RequestForm one = form("[\"call_abc123\",\"call_abc123\"]");
    RequestForm other = form("[\"call_abc123\",\"call_def456\"]");

    assertThat(one.loose()).isNotEqualTo(other.loose());
  }

  @Test
  void loose_dateWithoutTime_isAWord() {
    assertThat(form("[\"on 2026-11-29\"]").loose())
        .isNotEqualTo(form("[\"on 2026-11-30\"]").loose());
  }

  @Test
  void path_urlWithHostUserAndQuery_isThePathAlone() {
    assertThat(RequestForm.path("https://me:key@host:8080/v1/models?key=AIza#x"))
        .isEqualTo("/v1/models");
    assertThat(RequestForm.path("/v1/models?key=1")).isEqualTo("/v1/models");
    assertThat(RequestForm.path("http://host")).isEqualTo("/");
    assertThat(RequestForm.path("http://host?key=1")).isEqualTo("/");
  }
}
