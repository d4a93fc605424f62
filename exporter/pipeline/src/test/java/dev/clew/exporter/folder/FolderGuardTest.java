// SPDX-License-Identifier: Apache-2.0
package dev.clew.exporter.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.clew.exporter.folder.FolderGuard.RefusedFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderGuardTest {
  private static final int ANOTHER_USER = 4711;

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void createHome() throws IOException {
    home = Files.createDirectories(folder.resolve("clew/traces")).getParent();
  }

  @Test
  void ownFolder_isTaken() throws IOException {
    FolderGuard.of(home).verify(home.resolve("traces"));
  }

  @Test
  void folderThatDoesNotExist_isTaken() throws IOException {
    FolderGuard.of(home).verify(home.resolve("spool/otlp"));
  }

  @Test
  void symbolicLink_isRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);

    assertThatThrownBy(() -> FolderGuard.of(link).verify(link.resolve("traces")))
        .isInstanceOf(RefusedFolderException.class)
        .hasMessage(
            link
                + " is a symbolic link; nothing is stored there; choose another folder with clew.home,"
                + " or set clew.home.trusted=true if this is intended");
  }

  @Test
  void symbolicLinkBelowTheHome_isRefused() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("spool"), home.resolve("traces"));

    assertThatThrownBy(() -> FolderGuard.of(home).verify(home.resolve("spool/otlp")))
        .isInstanceOf(RefusedFolderException.class)
        .hasMessageStartingWith(link + " is a symbolic link;");
  }

  @Test
  void symbolicLinkAboveTheHome_isNobodysBusiness() throws IOException {
    Path above = Files.createSymbolicLink(folder.resolve("above"), folder);

    FolderGuard.of(above.resolve("clew")).verify(above.resolve("clew/traces"));
  }

  @Test
  void folderOfAnotherUser_isRefused() throws IOException {
    giveAway(home);

    assertThatThrownBy(() -> FolderGuard.of(home).verify(home.resolve("traces")))
        .isInstanceOf(RefusedFolderException.class)
        .hasMessageStartingWith(home + " belongs to another user (" + ANOTHER_USER + "); ");
  }

  @Test
  void folderOfAnotherUserBelowTheHome_isRefused() throws IOException {
    giveAway(home.resolve("traces"));

    assertThatThrownBy(() -> FolderGuard.of(home).verify(home.resolve("traces")))
        .isInstanceOf(RefusedFolderException.class);
  }

  @Test
  void trustedFolders_areTakenWhateverTheyAre() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);

    assertThatCode(() -> new FolderGuard(link, true).verify(link.resolve("traces")))
        .doesNotThrowAnyException();
  }

  @Test
  void effectiveUser_isTheSecondNumber() {
    assertThat(CurrentUser.effective("Name:\tjava\nUid:\t1000\t1001\t1002\t1003\nGid:\t5\n"))
        .isEqualTo(1001);
    assertThat(CurrentUser.effective("Name:\tjava\n")).isNull();
  }

  private static void giveAway(Path path) throws IOException {
    assumeThat(CurrentUser.ID).as("only root can give folders away").isZero();
    Files.setAttribute(path, "unix:uid", ANOTHER_USER);
  }
}
