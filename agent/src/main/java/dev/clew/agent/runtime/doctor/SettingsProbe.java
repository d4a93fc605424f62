// SPDX-License-Identifier: Apache-2.0
package dev.clew.agent.runtime.doctor;

import dev.clew.agent.runtime.doctor.Snapshot.SettingState;
import dev.clew.core.settings.ClewSettings;
import dev.clew.core.settings.PipelineSettings;
import dev.clew.core.settings.Setting;
import dev.clew.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the settings that were set, and the few whose default explains something. */
public final class SettingsProbe {
  private static final Set<Setting<?>> ALWAYS =
      Set.of(
          ClewSettings.ENABLED,
          ClewSettings.HOME,
          ClewSettings.EXPORTERS,
          ClewSettings.CONTENT,
          ClewSettings.BATCH_DELAY,
          PipelineSettings.SAMPLING_RATIO);

  private static final Pattern SECRET =
      Pattern.compile("key|secret|token|password|header|salt|credential|auth");

  /** The part of an address that may be a secret: user and password, and the query. */
  private static final Pattern SECRET_IN_ADDRESS = Pattern.compile("(?<=://)[^/@\\s]*@|\\?\\S*");

  private SettingsProbe() {}

  static List<SettingState> look(Settings settings, List<String> modules, List<String> exporters) {
    List<SettingState> states = new ArrayList<>();
    List<Setting<?>> known = new ArrayList<>(ClewSettings.all());
    modules.forEach(name -> known.add(ClewSettings.instrumentationEnabled(name)));
    exporters.forEach(name -> known.add(PipelineSettings.content(name)));
    for (Setting<?> setting : known) {
      String source = settings.sourceOf(setting);
      if (source != null || ALWAYS.contains(setting)) {
        String text = source == null ? setting.defaultText() : settings.findText(setting);
        states.add(
            new SettingState(
                setting.name(),
                shown(setting.name(), text == null ? "" : text),
                source == null ? "default" : source));
      }
    }
    Set<String> others = new TreeSet<>(settings.unknownNames(known));
    // What an extension calls a secret is not known.
    others.forEach(name -> states.add(new SettingState(name, "(not shown)", "unknown to Clew")));
    return states;
  }

  /** Returns the value as it may be shown: nothing that may be a secret. */
  public static String shown(String name, String value) {
    return SECRET.matcher(name).find()
        ? "(not shown)"
        : SECRET_IN_ADDRESS.matcher(value).replaceAll("");
  }
}
