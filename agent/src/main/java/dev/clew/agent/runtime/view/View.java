// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import dev.clew.agent.runtime.view.ServingFile.Viewer;
import dev.clew.agent.runtime.view.ViewerStarter.ViewerException;
import dev.clew.core.log.AgentLog;
import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.thread.OwnThread;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Implements {@code clew.view}: ensures that a viewer serves the store, and prints the address of
 * the first trace once it can be opened, or when the application ends. Runs on a daemon thread; any
 * failure is logged in one line.
 */
public final class View {
  private final ViewerCommand command;
  private final FolderGuard guard;
  private final AgentLog log;
  private final AtomicBoolean printed = new AtomicBoolean();
  private volatile @Nullable Thread thread;
  private volatile @Nullable Viewer viewer;
  private volatile @Nullable String traceId;
  private volatile boolean stopped;

  /**
   * @param jar the viewer's jar
   * @param home Clew's folder
   * @param guard checks the folders before anything is written to them
   */
  public View(Path jar, Path home, FolderGuard guard, AgentLog log) {
    this.command =
        new ViewerCommand(
            Path.of(System.getProperty("java.home"), "bin", javaProgram()),
            jar,
            home.toAbsolutePath());
    this.guard = guard;
    this.log = log;
  }

  /** Starts looking for a viewer, and returns. */
  public void start() {
    Thread starting = OwnThread.daemon("clew-view", this::run);
    thread = starting;
    starting.start();
  }

  /**
   * Sets the id of the first trace. Only stores the reference, since the application's thread
   * calls.
   */
  public void firstTrace(String id) {
    traceId = id;
    LockSupport.unpark(thread);
  }

  /** Prints the address if that has not happened yet, even if the viewer does not answer yet. */
  public void close() {
    Viewer known = viewer;
    String id = traceId;
    if (known != null && id != null) {
      print(known, id);
    }
  }

  /** Ends the thread; the viewer keeps running. */
  public void stop() {
    stopped = true;
    Thread present = thread;
    if (present != null) {
      present.interrupt();
    }
  }

  private void run() {
    try {
      ViewerStarter starter = new ViewerStarter(command, guard);
      Viewer serving = starter.serve(known -> viewer = known);
      if (starter.hasStarted(serving)) {
        log.notice(
            "viewer: %s (process %d, which keeps running when this one ends)"
                .formatted(serving.address(), serving.pid()));
      }
      String id = traceId;
      while (id == null) {
        LockSupport.park(this);
        if (stopped) {
          return;
        }
        id = traceId;
      }
      print(serving, id);
    } catch (ViewerException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      fail(
          Files.isExecutable(command.java())
              ? "the viewer cannot be started: " + e.getMessage()
              : "the viewer cannot be started: there is no %s; run %s serve with another Java"
                  .formatted(command.java(), command.jar()));
    } catch (InterruptedException e) {
      // Whoever interrupts this thread wants it to end.
    } catch (RuntimeException | LinkageError e) {
      fail("the viewer cannot be started: " + AgentLog.describe(e));
    }
  }

  private void fail(String line) {
    viewer = null;
    log.warn("clew.view=true: " + line);
  }

  private void print(Viewer serving, String id) {
    if (printed.compareAndSet(false, true)) {
      log.notice("Trace: %s/#/trace/%s".formatted(serving.address(), id));
    }
  }

  private static String javaProgram() {
    return File.separatorChar == '\\' ? "java.exe" : "java";
  }
}
