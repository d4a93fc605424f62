// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.openai.call;

import com.openai.core.http.HttpResponse;
import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.http.ResponseOrigin;

/** Identifies responses and exceptions that are safe to read. */
public final class Responses {
  private static final LibraryClasses LIBRARY =
      LibraryClasses.in("com.openai.", "org.springframework.ai.");

  private static final ResponseOrigin ORIGIN = new ResponseOrigin(LIBRARY, HttpResponse.class);

  private Responses() {}

  /**
   * Returns whether {@code response}, and every response it delegates to, are the library's own.
   */
  public static boolean mayCall(HttpResponse response) {
    return ORIGIN.isOfLibrary(response);
  }

  /** Returns whether an exception is the library's own; applications may subclass those. */
  public static boolean mayCall(Throwable thrown) {
    return LIBRARY.mayCall(thrown);
  }
}
