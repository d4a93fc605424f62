// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.view;

import dev.clew.agent.runtime.view.ServingFile.Viewer;
import dev.clew.exporter.folder.FolderGuard;
import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the viewer that serves a store, or starts one. A file lock ensures that one of several JVMs
 * starts it and the others find it.
 *
 * <p>Blocks, so it needs a thread of its own.
 */
final class ViewerStarter {
  /** The viewer's own default. */
  private static final int PORT = 4319;

  /** OTLP's default. */
  private static final int OTLP_PORT = 4318;

  private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long PAUSE_MILLIS = 100;
  private static final long START_TOLERANCE_MILLIS = 30_000;

  private final ViewerCommand command;
  private final FolderGuard guard;
  private final ServingFile file;
  private @Nullable Process started;

  ViewerStarter(ViewerCommand command, FolderGuard guard) {
    this.command = command;
    this.guard = guard;
    this.file = new ServingFile(folder().resolve("serving.properties"));
  }

  /** The viewer could not be started or does not answer; the message is complete. */
  static final class ViewerException extends Exception {
    private static final long serialVersionUID = 1L;

    ViewerException(String message) {
      super(message);
    }
  }

  /**
   * Returns the viewer of the store.
   *
   * @param known receives the viewer before it answers
   */
  Viewer serve(Consumer<Viewer> known) throws IOException, InterruptedException, ViewerException {
    Viewer viewer = findOrStart(PORT);
    known.accept(viewer);
    boolean answers = awaitAnswer(viewer);
    if (!answers && !isAlive(viewer)) {
      // Another process may have taken the port meanwhile; another port is worth one more attempt.
      viewer = findOrStart(0);
      known.accept(viewer);
      answers = awaitAnswer(viewer);
    }
    if (!answers) {
      throw notAnswering(viewer);
    }
    return viewer;
  }

  /** Returns whether {@code viewer} is a process that was started here. */
  boolean hasStarted(Viewer viewer) {
    Process process = started;
    return process != null && process.pid() == viewer.pid();
  }

  private Path folder() {
    return command.home().resolve("viewer");
  }

  private Viewer findOrStart(int wantedPort) throws IOException, ViewerException {
    PrivateFolder folder = new PrivateFolder(folder(), guard);
    folder.create();
    try (FileChannel channel = folder.openFile("start.lock");
        FileLock lock = channel.lock()) {
      Viewer present = file.read();
      return present != null && lock.isValid() && isAlive(present) ? present : start(wantedPort);
    }
  }

  private Viewer start(int wantedPort) throws IOException, ViewerException {
    int port = ViewerProbe.freePort(wantedPort);
    if (port == 0) {
      throw new ViewerException("no port of 127.0.0.1 can be opened");
    }
    int otlpPort = ViewerProbe.isFree(OTLP_PORT) ? OTLP_PORT : 0;
    Process process = command.start(port, otlpPort);
    started = process;
    long since =
        process
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .orElseGet(System::currentTimeMillis);
    Viewer viewer = new Viewer(process.pid(), since, port);
    file.write(viewer);
    return viewer;
  }

  /** Returns false if the viewer ended or did not answer in time. */
  private static boolean awaitAnswer(Viewer viewer) throws InterruptedException {
    long begin = System.nanoTime();
    while (!ViewerProbe.answers(viewer.port())) {
      if (!isAlive(viewer) || System.nanoTime() - begin > ANSWER_NANOS) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    return isAlive(viewer); // and not another process on its port
  }

  private ViewerException notAnswering(Viewer viewer) {
    return new ViewerException(
        isAlive(viewer)
            ? "the viewer (process %d) does not answer on %s; end it, and see %s"
                .formatted(viewer.pid(), viewer.address(), command.log())
            : "the viewer ended; %s says why".formatted(command.log()));
  }

  private static boolean isAlive(Viewer viewer) {
    Optional<ProcessHandle> process = ProcessHandle.of(viewer.pid());
    return process.isPresent()
        && process.get().isAlive()
        && process
            .get()
            .info()
            .startInstant()
            .map(Instant::toEpochMilli)
            .map(since -> Math.abs(since - viewer.started()) < START_TOLERANCE_MILLIS)
            .orElse(true);
  }
}
