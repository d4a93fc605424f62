// SPDX-License-Identifier: Apache-2.0
package dev.clew.instrumentation.sockets;

import dev.clew.api.hook.HookPoint;
import dev.clew.api.hook.InstrumentationModule;
import dev.clew.api.hook.Library;
import java.util.List;

/**
 * The JDK's sockets, through which nearly every client goes: those of the JDK itself, OkHttp,
 * Apache and Netty. Not those that bring native code of their own, such as Netty's epoll transport.
 */
public final class SocketsModule implements InstrumentationModule {
  private static final String HOOK = "dev.clew.instrumentation.sockets.ConnectHook";

  @Override
  public String name() {
    return "sockets";
  }

  @Override
  public Library library() {
    return new Library("java.net", "17 to 25", List.of());
  }

  @Override
  public boolean steers() {
    return true;
  }

  @Override
  public boolean activates() {
    return false;
  }

  @Override
  public String requiredSetting() {
    return "clew.replay";
  }

  @Override
  public List<HookPoint> hookPoints() {
    return List.of(
        HookPoint.inClass("java.net.Socket")
            .method("connect", "java.net.SocketAddress", "int")
            .answering()
            .hook(HOOK),
        HookPoint.inClass("sun.nio.ch.SocketChannelImpl")
            .method("connect", "java.net.SocketAddress")
            .answering()
            .hook(HOOK),
        // What the socket() of a channel does.
        HookPoint.inClass("sun.nio.ch.SocketChannelImpl")
            .method("blockingConnect", "java.net.SocketAddress", "long")
            .answering()
            .optional()
            .hook(HOOK));
  }
}
