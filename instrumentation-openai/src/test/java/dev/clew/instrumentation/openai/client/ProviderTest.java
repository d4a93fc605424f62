// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {
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
  void of_baseUrl_isRecognisedByItsHost(String baseUrl, String provider) {
    assertThat(Provider.of(baseUrl, false)).isEqualTo(provider);
  }

  @Test
  void of_unknownHostOfAClientForAzure_isAzure() {
    assertThat(Provider.of("https://gateway.acme.org", true)).isEqualTo("azure.ai.openai");
  }

  @Test
  void address_withSecrets_leavesThemOut() {
    assertThat(Provider.address("https://me:pw@acme.org:8443/v1?key=sk-1#x"))
        .isEqualTo("https://acme.org:8443/v1");
  }

  @Test
  void address_ofNoUrl_isUnknown() {
    assertThat(Provider.address("not a url")).isNull();
  }
}
