// SPDX-License-Identifier: Apache-2.0
package app;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A blocking resource, which therefore runs on one of Quarkus's worker threads. */
@Path("/greet")
public class Desk {
  @Inject Talker talker;

  @POST
  public String greet(String text) {
    return talker.greet(text);
  }
}
