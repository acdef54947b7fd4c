package org.neurowright.app.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All commands of the application, by id and in order of registration. */
public final class CommandRegistry {
  private final Map<String, Command> commands = new LinkedHashMap<>();

  /**
   * Adds a command.
   *
   * @throws IllegalArgumentException if the id or the shortcut is taken: two commands on one key
   *     would make the second unreachable without a word
   */
  public void register(Command command) {
    if (commands.containsKey(command.id())) {
      throw new IllegalArgumentException("command " + command.id() + " is registered already");
    }
    if (!command.shortcut().isEmpty()) {
      commands.values().stream()
          .filter(other -> other.shortcut().equals(command.shortcut()))
          .findFirst()
          .ifPresent(other -> {
            throw new IllegalArgumentException(
                command.shortcut() + " belongs to " + other.id() + ", not to " + command.id());
          });
    }
    commands.put(command.id(), command);
  }

  public List<Command> all() {
    return List.copyOf(commands.values());
  }

  public Optional<Command> find(String id) {
    return Optional.ofNullable(commands.get(id));
  }

  /** Commands of one menu by group, in order of registration inside a group. */
  public List<Command> inMenu(Command.Menu menu) {
    return commands.values().stream()
        .filter(command -> command.menu() == menu)
        .sorted(Comparator.comparingInt(Command::group))
        .toList();
  }

  /** Does a command if it can be done now; tells whether it was. */
  public boolean run(String id) {
    Command command = commands.get(id);
    if (command == null) {
      throw new IllegalArgumentException("no command " + id);
    }
    if (!command.isEnabled()) {
      return false;
    }
    command.action().run();
    return true;
  }

  /**
   * Commands that match what was typed, best first. The letters must occur in order; starts of
   * words count more, so {@code rs} finds "Run simulation" before "Recent projects".
   */
  public List<Command> search(String typed) {
    String query = typed.strip().toLowerCase(Locale.ROOT);
    if (query.isEmpty()) {
      return all();
    }
    record Hit(Command command, int score) {}
    List<Hit> hits = new ArrayList<>();
    for (Command command : commands.values()) {
      int score =
          Math.max(
              score(query, command.title()),
              score(query, command.menu().title() + " " + command.title()));
      if (score > 0) {
        hits.add(new Hit(command, score + (command.isEnabled() ? 1 : 0)));
      }
    }
    hits.sort(Comparator.comparingInt(Hit::score).reversed());
    return hits.stream().map(Hit::command).toList();
  }

  /** 0 when the letters of the query do not occur in order; more is better. */
  static int score(String query, String title) {
    String text = title.toLowerCase(Locale.ROOT);
    int whole = text.indexOf(query);
    if (whole >= 0) {
      boolean atWord = whole == 0 || text.charAt(whole - 1) == ' ';
      return (atWord ? 2000 : 1000) - whole - text.length();
    }
    int score = 500 - text.length();
    int at = 0;
    for (int i = 0; i < query.length(); i++) {
      char letter = query.charAt(i);
      if (letter == ' ') {
        continue;
      }
      int found = text.indexOf(letter, at);
      if (found < 0) {
        return 0;
      }
      // A start of a word is what people type when they abbreviate; skipped letters cost a little.
      int wordStart = found;
      while (wordStart >= 0 && wordStart > 0 && text.charAt(wordStart - 1) != ' ') {
        wordStart = text.indexOf(letter, wordStart + 1);
      }
      if (wordStart >= 0) {
        score += 20;
        found = wordStart;
      } else {
        score -= found - at;
      }
      at = found + 1;
    }
    return Math.max(1, score);
  }
}
