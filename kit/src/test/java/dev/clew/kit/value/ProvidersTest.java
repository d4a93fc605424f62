// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, openai",
    "https://eu.api.openai.com/v1, openai",
    "https://acme.openai.azure.com, azure.ai.openai",
    "https://ACME.OpenAI.Azure.com/openai/v1, azure.ai.openai",
    "https://acme.services.ai.azure.com/models, azure.ai.inference",
    "https://acme.services.ai.azure.com/openai/v1, azure.ai.openai",
    "https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1, aws.bedrock",
    "https://europe-west1-aiplatform.googleapis.com/v1, gcp.vertex_ai",
    "https://generativelanguage.googleapis.com/v1beta/openai/, gcp.gemini",
    "https://api.deepseek.com, deepseek",
    "https://api.x.ai/v1, x_ai",
    "https://notopenai.azure.com.evil.org, openai",
    "https://max.ai/v1, openai",
    "http://localhost:8080/v1, openai",
    "not a url, openai",
  })
  void ofUrl_baseUrl_isRecognisedByItsHost(String baseUrl, String provider) {
    assertThat(Providers.ofUrl(baseUrl, Providers.OPENAI)).isEqualTo(provider);
  }

  @Test
  void ofUrl_unknownHost_isWhatTheCallerSays() {
    assertThat(Providers.ofUrl("https://gateway.acme.org", "acme")).isEqualTo("acme");
  }

  @Test
  void named_byAFramework_isOpenTelemetrysName() {
    assertThat(Providers.named("azure-openai")).isEqualTo("azure.ai.openai");
    assertThat(Providers.named("ollama")).isEqualTo("ollama");
  }

  @Test
  void address_withSecrets_leavesThemOut() {
    assertThat(Providers.address("https://me:pw@acme.org:8443/v1?key=sk-1#x"))
        .isEqualTo("https://acme.org:8443/v1");
  }

  @Test
  void address_ofNoUrl_isUnknown() {
    assertThat(Providers.address("not a url")).isNull();
  }
}
