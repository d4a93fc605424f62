// SPDX-License-Identifier: Apache-2.0
package dev.clew.viewer.web;

/** The version of this jar. */
public final class Version {

  private Version() {}

  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
