// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import org.junit.jupiter.api.Test;

class ClientsTest {
  private final Clients clients = new Clients();

  @Test
  void of_blockingAndAsynchronousService_findsTheBaseUrl() {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl("http://localhost:1/v1").apiKey("k").build();

    assertThat(clients.of(client.withRawResponse().chat().completions()))
        .isEqualTo(new Client("http://localhost:1/v1", false, false));
    assertThat(clients.of(client.async().withRawResponse().chat().completions()))
        .isEqualTo(new Client("http://localhost:1/v1", false, true));
    client.close();
  }

  @Test
  void of_clientForAzure_isAzure() {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl("https://acme.openai.azure.com")
            .credential(AzureApiKeyCredential.create("k"))
            .build();

    assertThat(clients.of(client.withRawResponse().chat().completions()).provider())
        .isEqualTo("azure.ai.openai");
    client.close();
  }

  @Test
  void of_otherObject_isUnknown() {
    assertThat(clients.of("service")).isEqualTo(Client.UNKNOWN);
  }
}
