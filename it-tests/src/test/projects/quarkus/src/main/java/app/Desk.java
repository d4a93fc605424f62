// SPDX-License-Identifier: Apache-2.0
package app;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A resource that blocks, and so runs on a thread of Quarkus's own. */
@Path("/greet")
public class Desk {
  @Inject Talker talker;

  @POST
  public String greet(String text) {
    return talker.greet(text);
  }
}
