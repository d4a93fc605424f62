// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.tape;

import dev.clew.api.hook.LibraryClasses;
import dev.clew.kit.value.PrivateFields;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request in a client that Stainless generates. A body of the application's is not
 * called, nor is one read twice that prints what is read of it.
 *
 * @param <B> the library's interface of bodies
 */
public abstract class RequestBody<B> {
  private final LibraryClasses library;
  private final Class<B> type;
  private final @Nullable B body;

  /**
   * Creates the body.
   *
   * @param found what the request has, if it has any
   */
  protected RequestBody(LibraryClasses library, Class<B> type, @Nullable Object found) {
    this.library = library;
    this.type = type;
    this.body = bodyOrNull(found);
  }

  protected abstract boolean isRepeatable(B body);

  protected abstract void write(B body, OutputStream out);

  protected abstract void close(B body);

  /** Returns the bytes, or null if they can be read only once. */
  public final byte @Nullable [] bytes() {
    B content = isLogged() ? bodyOrNull(PrivateFields.read(body, "body")) : body;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (content != null) {
      if (!library.mayCall(content) || !isRepeatable(content)) {
        return null;
      }
      write(content, bytes);
    }
    return bytes.toByteArray();
  }

  /** Does what a client does with the body of a request that is answered. */
  public final void writeAndClose() {
    if (body != null && library.mayCall(body)) {
      if (isLogged()) {
        write(body, OutputStream.nullOutputStream());
      }
      close(body);
    }
  }

  /** Returns whether the body prints what is read of it. */
  private boolean isLogged() {
    return body != null && body.getClass().getSimpleName().equals("LoggingHttpRequestBody");
  }

  private @Nullable B bodyOrNull(@Nullable Object found) {
    return type.isInstance(found) ? type.cast(found) : null;
  }
}
