// SPDX-License-Identifier: Apache-2.0
package dev.clew.kit.call;

import dev.clew.api.hook.HookPoint;
import java.util.ArrayList;
import java.util.List;

/** Collects the hook points of a module, whose hooks are named relative to its package. */
public class HookPoints {
  /** A method has no parameters. */
  public static final String[] NO_PARAMETERS = {};

  private final String hooks;
  private final List<HookPoint> points = new ArrayList<>();

  /**
   * Starts with no points.
   *
   * @param hooks the package of the module, with a dot at its end
   */
  public HookPoints(String hooks) {
    this.hooks = hooks;
  }

  /** Adds a point that every supported version has. */
  public final void add(HookPoint.Builder point, String hook) {
    points.add(point.hook(hooks + hook));
  }

  /** Adds a point that some supported versions lack. */
  public final void optional(HookPoint.Builder point, String hook) {
    add(point.optional(), hook);
  }

  /** Returns the points added so far. */
  public final List<HookPoint> all() {
    return List.copyOf(points);
  }
}
