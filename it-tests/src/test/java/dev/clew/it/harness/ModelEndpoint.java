// SPDX-License-Identifier: Apache-2.0
package dev.clew.it.harness;

import dev.clew.examples.modelserver.ModelScript;
import dev.clew.examples.modelserver.ModelServer;
import dev.clew.examples.modelserver.RecordedRequest;
import java.util.List;

/** A model provider on the loopback address, for one run of an application. */
public interface ModelEndpoint extends AutoCloseable {
  /** Returns the base URL for clients. */
  String baseUrl();

  /** Returns the requests so far, without credentials. */
  List<RecordedRequest> requests();

  @Override
  void close();

  /** Starts a provider of chat completions only. */
  static ModelEndpoint of(ModelScript script) {
    ModelServer server = ModelServer.start(script);
    return new ModelEndpoint() {
      @Override
      public String baseUrl() {
        return server.baseUrl();
      }

      @Override
      public List<RecordedRequest> requests() {
        return server.requests();
      }

      @Override
      public void close() {
        server.close();
      }
    };
  }
}
