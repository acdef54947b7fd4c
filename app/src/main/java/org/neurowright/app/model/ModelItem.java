package org.neurowright.app.model;

import org.neurowright.engine.description.EdgePopulation;
import org.neurowright.engine.description.InputDescription;
import org.neurowright.engine.description.NodePopulation;
import org.neurowright.engine.description.ReportDescription;

/** A part of a model that has a page of its own. */
public sealed interface ModelItem {

  /** Stable name inside the model, for instance {@code population/v1}. */
  String key();

  /** The model as a whole. */
  record Overview() implements ModelItem {
    @Override
    public String key() {
      return "overview";
    }
  }

  /** A heading over parts of one kind. */
  record Group(Kind kind) implements ModelItem {
    /** Headings in the order of the tree. */
    public enum Kind {
      POPULATIONS("Populations"),
      EDGES("Connections"),
      INPUTS("Inputs"),
      REPORTS("Reports");

      private final String title;

      Kind(String title) {
        this.title = title;
      }

      public String title() {
        return title;
      }
    }

    @Override
    public String key() {
      return "group/" + kind;
    }
  }

  /** A node population. */
  record Population(NodePopulation population) implements ModelItem {
    @Override
    public String key() {
      return "population/" + population.name();
    }
  }

  /**
   * One of the distinct cell models of a population.
   *
   * @param index into the population's cell models
   */
  record Cell(NodePopulation population, int index) implements ModelItem {
    @Override
    public String key() {
      return "cell/" + population.name() + "/" + index;
    }
  }

  /** An edge population. */
  record Edges(EdgePopulation edges) implements ModelItem {
    @Override
    public String key() {
      return "edges/" + edges.name();
    }
  }

  /** An input. */
  record Input(InputDescription input) implements ModelItem {
    @Override
    public String key() {
      return "input/" + input.name();
    }
  }

  /** A report. */
  record Report(ReportDescription report) implements ModelItem {
    @Override
    public String key() {
      return "report/" + report.name();
    }
  }

  /** The files and mechanisms the model is made of. */
  record Components() implements ModelItem {
    @Override
    public String key() {
      return "components";
    }
  }
}
