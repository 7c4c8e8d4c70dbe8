package dev.tidings.charts.chart;

import dev.tidings.charts.support.Repository;
import dev.tidings.charts.support.WrittenFile;
import org.junit.jupiter.api.Test;

/** The chart's README has a line for each of its values, as values.yaml describes them. */
class ChartReadmeTest {

  private static final String BEGINNING = "<!-- values -->\n";

  @Test
  void shouldListEveryValue() {
    String readme = Repository.text("deploy/helm/tidings/README.md");
    int beginning = readme.indexOf(BEGINNING);
    WrittenFile.check(
        Repository.CHART.resolve("README.md"),
        readme.substring(0, beginning)
            + BEGINNING
            + ValuesTable.of(Repository.text("deploy/helm/tidings/values.yaml")));
  }
}
