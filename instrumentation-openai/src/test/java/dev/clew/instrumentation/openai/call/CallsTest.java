// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.clew.api.hook.Call;
import dev.clew.instrumentation.openai.TestServices;
import dev.clew.kit.call.CallObservations;
import dev.clew.kit.http.ServiceClient;
import dev.clew.testkit.SpanRecorder;
import org.junit.jupiter.api.Test;

class CallsTest {
  private final Calls calls =
      new Calls(new CallObservations(new SpanRecorder().tracer(), TestServices.FAILURES));

  private ServiceClient client(Object service) {
    return calls.client(new Call(service));
  }

  @Test
  void of_blockingAndAsynchronousService_findsTheBaseUrl() {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl("http://localhost:1/v1").apiKey("k").build();

    assertThat(client(client.withRawResponse().chat().completions()))
        .isEqualTo(new ServiceClient("http://localhost:1/v1", "openai", false));
    assertThat(client(client.async().withRawResponse().chat().completions()))
        .isEqualTo(new ServiceClient("http://localhost:1/v1", "openai", true));
    client.close();
  }

  @Test
  void of_clientForAzure_isAzure() {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl("https://acme.openai.azure.com")
            .credential(AzureApiKeyCredential.create("k"))
            .build();

    assertThat(client(client.withRawResponse().chat().completions()).provider())
        .isEqualTo("azure.ai.openai");
    client.close();
  }

  @Test
  void of_otherObject_isUnknown() {
    assertThat(client("service")).isEqualTo(ServiceClient.unknown("openai"));
  }
}
