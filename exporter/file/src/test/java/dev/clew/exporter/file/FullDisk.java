// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.file;

import dev.clew.exporter.folder.PrivateFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** Real files on a disk that has so many bytes left. */
final class FullDisk {
  private final PrivateFolder directory;
  long bytesLeft = Long.MAX_VALUE;
  boolean truncates = true;
  Runnable whenFull = () -> {};

  FullDisk(PrivateFolder directory) {
    this.directory = directory;
  }

  SeekableByteChannel open(Path file) throws IOException {
    SeekableByteChannel real = directory.createFile(file);
    return new SeekableByteChannel() {
      @Override
      public int write(ByteBuffer src) throws IOException {
        if (bytesLeft == 0) {
          whenFull.run();
          throw new IOException("No space left on device");
        }
        int wanted = src.remaining();
        int limit = src.limit();
        src.limit(src.position() + (int) Math.min(wanted, bytesLeft));
        int written = real.write(src);
        src.limit(limit);
        bytesLeft -= written;
        return written;
      }

      @Override
      public SeekableByteChannel truncate(long size) throws IOException {
        if (!truncates) {
          throw new IOException("Invalid argument");
        }
        return real.truncate(size);
      }

      @Override
      public int read(ByteBuffer dst) throws IOException {
        return real.read(dst);
      }

      @Override
      public long position() throws IOException {
        return real.position();
      }

      @Override
      public SeekableByteChannel position(long position) throws IOException {
        return real.position(position);
      }

      @Override
      public long size() throws IOException {
        return real.size();
      }

      @Override
      public boolean isOpen() {
        return real.isOpen();
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }
}
