import { LineChart as Lines } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type Chart } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';

use([Lines, GridComponent, TooltipComponent, CanvasRenderer]);

export interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** Lines over time, for the eye: whoever shows them says the same in words. */
@customElement('line-chart')
export class LineChart extends LitElement {
  static override styles = css`
    :host {
      display: block;
      block-size: 14rem;
    }

    div {
      block-size: 100%;
      inline-size: 100%;
    }
  `;

  @property({ attribute: false }) labels: readonly string[] = [];
  @property({ attribute: false }) lines: readonly Line[] = [];
  @query('div') private place!: HTMLElement;
  private chart: Chart | undefined;
  private readonly resized = new ResizeObserver(() => this.chart?.resize());

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resized.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  override render() {
    return html`<div aria-hidden="true"></div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    if (this.chart === undefined) {
      this.chart = init(this.place, null, { renderer: 'canvas' });
      this.resized.observe(this);
    }
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const text = { color: colour('--ink-faint'), fontSize: 11 };
    this.chart.setOption(
      {
        animation: false,
        color: [colour('--accent'), colour('--away')],
        grid: { left: 8, right: 12, top: 12, bottom: 4, containLabel: true },
        tooltip: { trigger: 'axis', renderMode: 'richText' },
        xAxis: {
          type: 'category',
          boundaryGap: false,
          data: this.labels,
          axisLabel: text,
          axisLine: { lineStyle: { color: colour('--line-strong') } },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'value',
          minInterval: 1,
          axisLabel: text,
          splitLine: { lineStyle: { color: colour('--line') } },
        },
        series: this.lines.map(({ name, values }, index) => ({
          type: 'line',
          name,
          data: values,
          showSymbol: false,
          smooth: 0.2,
          areaStyle: index === 0 ? { opacity: 0.12 } : undefined,
        })),
      },
      true,
    );
  }
}
