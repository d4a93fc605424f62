// SPDX-License-Identifier: Apache-2.0
package app;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Ways to use the library, run one after the other; each prints its results. */
final class Ways {
  private final Map<String, Callable<String>> ways = new LinkedHashMap<>();
  final OpenAIClient client;

  Ways(String baseUrl, String apiKey) {
    client = OpenAIOkHttpClient.builder().baseUrl(baseUrl).apiKey(apiKey).maxRetries(2).build();
  }

  void add(String name, Callable<String> way) {
    ways.put(name, way);
  }

  void run() {
    ways.forEach(
        (name, way) -> {
          String outcome;
          try {
            outcome = way.call();
          } catch (Exception e) {
            outcome = e + " caused by " + e.getCause();
          }
          System.out.println(name + ": " + outcome);
        });
  }
}
