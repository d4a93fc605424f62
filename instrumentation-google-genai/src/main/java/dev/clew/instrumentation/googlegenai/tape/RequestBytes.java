// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.googlegenai.tape;

import dev.clew.api.hook.LibraryClasses;
import java.io.IOException;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** The body of a request. */
final class RequestBytes {
  private static final LibraryClasses LIBRARY = LibraryClasses.in("okhttp3.", "com.google.genai.");

  private RequestBytes() {}

  /** Returns the bytes, or null if they can be read only once. */
  static byte @Nullable [] of(@Nullable RequestBody body) throws IOException {
    if (body == null) {
      return new byte[0];
    }
    if (!LIBRARY.mayCall(body) || body.isOneShot()) {
      return null;
    }
    Buffer bytes = new Buffer();
    body.writeTo(bytes);
    return bytes.readByteArray();
  }
}
