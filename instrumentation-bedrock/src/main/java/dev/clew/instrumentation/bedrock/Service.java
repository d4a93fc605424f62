// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.bedrock;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.Library;
import java.util.List;
import java.util.Locale;

/**
 * Where one of Bedrock's services is hooked: in the methods of its clients that take a request,
 * where all others end.
 *
 * @param name as its clients have it
 */
record Service(String name) {
  static final String HOOKS = "dev.clew.instrumentation.bedrock.";

  private static final String VERSIONS = "2.25.64 to 2.59.1";

  Library library() {
    return new Library(
        name.toLowerCase(Locale.ROOT),
        VERSIONS,
        List.of(in(name + "Client"), in(name + "AsyncClient")));
  }

  /** Returns the clients: one that waits, and the asynchronous one. */
  List<String> clients() {
    return List.of(in("Default" + name + "Client"), asyncClient());
  }

  private String asyncClient() {
    return in("Default" + name + "AsyncClient");
  }

  private String in(String type) {
    return "software.amazon.awssdk.services." + name.toLowerCase(Locale.ROOT) + "." + type;
  }

  /** Returns the name of a type in the service's model. */
  String model(String type) {
    return in("model." + type);
  }

  HookPoint.Builder request(String client, String method) {
    return HookPoint.inClass(client).method(method, type(method, "Request")).label(method);
  }

  HookPoint.Builder stream(String method) {
    return HookPoint.inClass(asyncClient())
        .method(method, type(method, "Request"), type(method, "ResponseHandler"))
        .label(method)
        .replacingArguments();
  }

  private String type(String method, String kind) {
    return model(Character.toUpperCase(method.charAt(0)) + method.substring(1) + kind);
  }
}
